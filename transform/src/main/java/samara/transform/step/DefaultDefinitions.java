package samara.transform.step;

import samara.transform.draft.DraftBoolean;
import samara.transform.draft.DraftObject;
import samara.transform.model.Translation;
import samara.transform.openapi.HttpDefinition;
import samara.transform.openapi.RestDefinition;

/// Gives each API without a definition an empty one, which events then fill.
///
/// Before: `Type: AWS::Serverless::Api`. After: the same with a `DefinitionBody` without paths, marked as SAM's own.
public final class DefaultDefinitions implements Step {
    @Override
    public void apply(Translation translation) {
        translation.sources().forEach((id, value) -> {
            if (!(value instanceof DraftObject resource)) {
                return;
            }
            boolean rest = resource.get("Type").is("AWS::Serverless::Api");
            if (!rest && !resource.get("Type").is("AWS::Serverless::HttpApi")) {
                return;
            }
            if (rest && !resource.has("Properties")) {
                return; // It is refused for what is missing, and its events with it make no routes.
            }
            DraftObject properties = resource.objectOrNew("Properties");
            if (!properties.get("DefinitionBody").truthy()
                    && !properties.get("DefinitionUri").truthy()) {
                properties.put("DefinitionBody", rest ? RestDefinition.skeleton() : HttpDefinition.skeleton());
                properties.put("__MANAGE_SWAGGER", DraftBoolean.of(true));
            }
        });
    }
}
