package samara.transform.language;

import java.util.List;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftList;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.draft.Intrinsics;
import samara.transform.model.ParameterValues;
import samara.transform.model.Rejection;

/// Applies the language extensions to a template, in place.
public final class LanguageExtensions {
    /// The name under which a template asks for this transform.
    public static final String NAME = "AWS::LanguageExtensions";

    private static final List<String> SECTIONS = List.of("Conditions", "Resources", "Outputs", "Globals");
    private static final List<String> POLICIES = List.of("DeletionPolicy", "UpdateReplacePolicy");

    private LanguageExtensions() {}

    /// Resolves all that the extensions add.
    ///
    /// @throws Rejection if something can't be resolved
    public static void apply(DraftObject template, ParameterValues parameters) {
        LanguageFunctions functions =
                new LanguageFunctions(parameters, template.object("Mappings").orElseGet(DraftObject::make));
        ForEach loops = new ForEach(functions);
        for (String section : SECTIONS) {
            if (template.get(section) instanceof DraftObject object) {
                template.put(section, functions.resolve(loops.expand(object)));
            }
        }
        template.object("Resources")
                .ifPresent(resources -> resources.forEach((id, value) -> {
                    if (value instanceof DraftObject resource) {
                        POLICIES.forEach(policy -> resolvePolicy(resource, policy, functions, id));
                    }
                }));
    }

    private static void resolvePolicy(DraftObject resource, String name, LanguageFunctions functions, String id) {
        Draft given = resource.get(name);
        if (!Intrinsics.isIntrinsic(given)) {
            return;
        }
        if (!(functions.value(given) instanceof DraftText text)) {
            throw Rejection.of(given, "language-extensions", "`" + name + "` can't be resolved to a string.")
                    .inResource(id);
        }
        resource.put(name, text);
    }

    /// Whether a template asks for it.
    public static boolean isWanted(DraftObject template) {
        Draft transforms = template.get("Transform");
        return transforms.is(NAME)
                || transforms instanceof DraftList list
                        && list.elements().stream().anyMatch(element -> element.is(NAME));
    }
}
