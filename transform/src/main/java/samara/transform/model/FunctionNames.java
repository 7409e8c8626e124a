package samara.transform.model;

import java.util.HashMap;
import java.util.Map;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.draft.PythonText;

/// The names of the functions that each REST API's events call: they are part of the API's deployment, so that renaming
/// a function deploys the API again.
public final class FunctionNames {
    private final Map<String, StringBuilder> names = new HashMap<>();

    /// Those of this template.
    public static FunctionNames of(Translation translation) {
        return translation.shared(FunctionNames.class, FunctionNames::new);
    }

    /// Notes a function's name for each of its events with an API of this template.
    public void add(DraftObject function, Translation translation) {
        DraftObject properties = function.object("Properties").orElseGet(DraftObject::make);
        properties
                .object("Events")
                .ifPresent(events -> events.forEach((id, value) -> {
                    if (!(value instanceof DraftObject event)
                            || !event.get("Type").is("Api")) {
                        return;
                    }
                    Draft reference = event.object("Properties")
                            .orElseGet(DraftObject::make)
                            .get("RestApiId");
                    Draft api = reference instanceof DraftObject object && object.has("Ref")
                            ? object.get("Ref")
                            : reference;
                    Draft name =
                            translation.resolve(properties.get("FunctionName").copy());
                    if (api instanceof DraftText text && text.truthy() && name.truthy()) {
                        names.computeIfAbsent(text.value(), key -> new StringBuilder())
                                .append(PythonText.str(name));
                    }
                }));
    }

    /// The names for one API, joined.
    public String ofApi(String apiId) {
        StringBuilder joined = names.get(apiId);
        return joined == null ? "" : joined.toString();
    }
}
