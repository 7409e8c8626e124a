package samara.transform;

import java.util.List;
import java.util.Optional;
import samara.template.ObjectNode;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftList;
import samara.transform.draft.DraftObject;
import samara.transform.language.LanguageExtensions;
import samara.transform.model.ParameterValues;
import samara.transform.model.Rejection;

/// `AWS::LanguageExtensions` as a transform of its own; [SamTransform] applies it first where a template asks for both.
public final class LanguageTransform {
    private LanguageTransform() {}

    /// Whether a template asks for it.
    public static boolean isWanted(ObjectNode template) {
        return template.get("Transform")
                .map(transforms -> LanguageExtensions.isWanted(DraftObject.of("Transform", Draft.of(transforms))))
                .orElse(false);
    }

    /// Applies the extensions, or says what is wrong.
    public static TransformResult transform(ObjectNode template, TransformOptions options) {
        DraftObject draft = (DraftObject) Draft.of(template);
        ParameterValues parameters = SamTransform.parameters(draft, options, false);
        try {
            LanguageExtensions.apply(draft, parameters);
        } catch (Rejection e) {
            return new TransformResult(
                    Optional.empty(), e.placedAt(template.nameSpan("Transform")).diagnostics());
        }
        removeName(draft);
        return new TransformResult(draft.toNode(template.span()).asObject(), List.of());
    }

    private static void removeName(DraftObject template) {
        if (template.get("Transform") instanceof DraftList list && list.size() > 1) {
            list.elements().removeIf(element -> element.is(LanguageExtensions.NAME));
        } else {
            template.remove("Transform");
        }
    }
}
