package samara.transform.step;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import samara.template.Diagnostic;
import samara.template.Suggestion;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.model.CfnResource;
import samara.transform.model.Definition;
import samara.transform.model.FunctionNames;
import samara.transform.model.Rejection;
import samara.transform.model.SamResourceType;
import samara.transform.model.Translation;

/// Turns each SAM resource into CloudFormation's, in the order in which they need each other: functions and state
/// machines fill the APIs' definitions, APIs use them; connectors look at what all others have become.
public final class TransformResources implements Step {
    private static final List<String> FIRST = List.of("AWS::Serverless::Function", "AWS::Serverless::StateMachine");
    private static final List<String> APIS =
            List.of("AWS::Serverless::Api", "AWS::Serverless::HttpApi", "AWS::Serverless::WebSocketApi");
    private static final String LAST = "AWS::Serverless::Connector";

    /// A SAM resource may leave one of these types under an id that the template has, since it is its own or
    /// one that it changes.
    private static final Map<String, List<String>> MAY_REPLACE = Map.ofEntries(
            Map.entry("AWS::Lambda::Function", List.of("AWS::Serverless::Function")),
            Map.entry("AWS::Lambda::LayerVersion", List.of("AWS::Serverless::LayerVersion")),
            Map.entry("AWS::Lambda::CapacityProvider", List.of("AWS::Serverless::CapacityProvider")),
            Map.entry("AWS::ApiGateway::RestApi", List.of("AWS::Serverless::Api")),
            Map.entry("AWS::ApiGatewayV2::Api", List.of("AWS::Serverless::HttpApi", "AWS::Serverless::WebSocketApi")),
            Map.entry("AWS::S3::Bucket", List.of("AWS::S3::Bucket")),
            Map.entry("AWS::SNS::Topic", List.of("AWS::SNS::Topic")),
            Map.entry("AWS::DynamoDB::Table", List.of("AWS::Serverless::SimpleTable")),
            Map.entry("AWS::CloudFormation::Stack", List.of("AWS::Serverless::Application")),
            Map.entry("AWS::Cognito::UserPool", List.of("AWS::Cognito::UserPool")),
            Map.entry("AWS::ApiGateway::DomainName", List.of("AWS::ApiGateway::DomainName")),
            Map.entry("AWS::ApiGateway::BasePathMapping", List.of("AWS::ApiGateway::BasePathMapping")),
            Map.entry("AWS::ApiGateway::DomainNameV2", List.of("AWS::ApiGateway::DomainNameV2")),
            Map.entry("AWS::ApiGateway::BasePathMappingV2", List.of("AWS::ApiGateway::BasePathMappingV2")),
            Map.entry("AWS::StepFunctions::StateMachine", List.of("AWS::Serverless::StateMachine")),
            Map.entry("AWS::AppSync::GraphQLApi", List.of("AWS::Serverless::GraphQLApi")));

    private final Map<String, SamResourceType> types = new LinkedHashMap<>();

    /// Transforms resources of these types.
    public TransformResources(List<SamResourceType> types) {
        types.forEach(type -> this.types.put(type.type(), type));
    }

    @Override
    public void apply(Translation translation) {
        translation.sources().forEach((id, resource) -> {
            translation.results().put(id, isTransformed(resource) ? resource : resource.copy());
            refuseUnknown(id, resource, translation);
        });
        for (Found found : inOrder(translation.sources())) {
            try {
                transform(found, translation);
            } catch (Rejection e) {
                e.placedAt(found.resource().span()).diagnostics().forEach(translation::report);
            }
        }
    }

    /// What is not transformed stays as it is now: events change the definition of whatever they take for an API.
    private boolean isTransformed(Draft value) {
        return value instanceof DraftObject resource
                && resource.get("Type") instanceof DraftText type
                && types.containsKey(type.value());
    }

    /// A SAM type that there is none of is a mistake, wherever the template goes.
    private void refuseUnknown(String id, Draft value, Translation translation) {
        if (!(value instanceof DraftObject resource)
                || !(resource.get("Type") instanceof DraftText type)
                || !type.value().startsWith("AWS::Serverless::")
                || types.containsKey(type.value())) {
            return;
        }
        Diagnostic unknown = Diagnostic.error(
                        "unknown-resource-type", "SAM has no resource type `" + type.value() + "`.", type.span())
                .inResource(id);
        translation.report(Suggestion.of(type.value(), types.keySet())
                .name()
                .map(near -> unknown.hint("Did you mean `" + near + "`?"))
                .orElse(unknown));
    }

    private record Found(String id, DraftObject resource, SamResourceType type) {}

    private List<Found> inOrder(DraftObject sources) {
        Map<String, List<Found>> groups = new LinkedHashMap<>();
        List.of(FIRST.get(0), FIRST.get(1), "APIs", "others", LAST)
                .forEach(group -> groups.put(group, new ArrayList<>()));
        sources.forEach((id, value) -> {
            if (value instanceof DraftObject resource) {
                String name = resource.text("Type").orElse("");
                SamResourceType type = types.get(name);
                if (type != null) {
                    String group = APIS.contains(name) ? "APIs" : groups.containsKey(name) ? name : "others";
                    groups.getOrDefault(group, new ArrayList<>()).add(new Found(id, resource, type));
                }
            }
        });
        return groups.values().stream().flatMap(List::stream).toList();
    }

    private static void transform(Found found, Translation translation) {
        Definition definition = Definition.of(found.id(), found.resource());
        definition.warnings().forEach(translation::report);
        if (found.type().type().equals(FIRST.getFirst())) {
            FunctionNames.of(translation).add(found.resource(), translation);
        }
        List<CfnResource> made = found.type().transform(definition, translation);
        Map<String, String> idByType = new LinkedHashMap<>();
        made.forEach(resource -> idByType.put(resource.type(), resource.id()));
        Map<String, String> referables = new LinkedHashMap<>();
        found.type().referables().forEach((name, type) -> {
            String id = idByType.get(type);
            if (id != null) {
                referables.put(name, id);
            }
        });
        if (!referables.isEmpty()) {
            translation.referables().put(found.id(), referables);
        }
        translation.results().remove(found.id());
        made.forEach(resource -> put(found, resource, translation));
    }

    private static void put(Found cause, CfnResource resource, Translation translation) {
        Draft existing = translation.sources().get(resource.id());
        if (existing instanceof DraftObject other) {
            String type = other.text("Type").orElse("");
            if (!MAY_REPLACE.getOrDefault(resource.type(), List.of()).contains(type)) {
                translation.report(Diagnostic.error(
                        "duplicate-id",
                        "Resource `" + cause.id() + "` makes a resource `" + resource.id() + "` of type `"
                                + resource.type() + "`, but the template has a resource of that name.",
                        translation.sources().nameSpan(resource.id())));
                return;
            }
        }
        translation.results().put(resource.id(), resource.toDraft());
    }
}
