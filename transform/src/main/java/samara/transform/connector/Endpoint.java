package samara.transform.connector;

import java.util.Map;
import java.util.Optional;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftList;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.draft.Intrinsics;
import samara.transform.draft.Nothing;
import samara.transform.model.Rejection;
import samara.transform.model.ResourceProperties;

/// One end of a connector: a resource of the template, or one that is described by its properties.
///
/// @param id its logical id, where it is in the template
/// @param values its ARN, name and so on, as `connectors.json` calls them; nothing for what is unknown
record Endpoint(Optional<String> id, String type, Draft role, Map<String, Draft> values, Draft at) {
    private static final Map<String, String> CLOUDFORMATION_TYPES = Map.of(
            "AWS::Serverless::Function", "AWS::Lambda::Function",
            "AWS::Serverless::StateMachine", "AWS::StepFunctions::StateMachine",
            "AWS::Serverless::Api", "AWS::ApiGateway::RestApi",
            "AWS::Serverless::HttpApi", "AWS::ApiGatewayV2::Api",
            "AWS::Serverless::SimpleTable", "AWS::DynamoDB::Table");

    /// Reads one end.
    ///
    /// @param other the other end, by which a rule's target is found
    static Endpoint of(DraftObject given, DraftObject other, DraftObject resources) {
        boolean describes = given.names().stream().anyMatch(name -> !name.equals("Id") && !name.equals("Qualifier"));
        if (given.has("Id") == describes) {
            throw Rejection.of(
                    given,
                    "connector-end",
                    "An end of a connector is written by its `Id`, or by `Type` and what is known of it, not by both.");
        }
        if (!given.get("Id").truthy()) {
            return described(given);
        }
        if (!(given.get("Id") instanceof DraftText id)) {
            throw Rejection.of(given.get("Id"), "connector-end", "`Id` needs to be a string.");
        }
        if (!(resources.get(id.value()) instanceof DraftObject resource)) {
            throw Rejection.of(id, "connector-end", "The template has no resource `" + id.value() + "`.");
        }
        if (!(resource.get("Type") instanceof DraftText type) || !type.truthy()) {
            throw Rejection.of(id, "connector-end", "Resource `" + id.value() + "` has no `Type`.");
        }
        return found(given, other, id.value(), type.value(), resource);
    }

    private static Endpoint described(DraftObject given) {
        if (!(given.get("Type") instanceof DraftText type) || !type.truthy()) {
            throw Rejection.of(given, "connector-end", "An end of a connector without `Id` needs a `Type`.");
        }
        return new Endpoint(
                Optional.empty(),
                CLOUDFORMATION_TYPES.getOrDefault(type.value(), type.value()),
                given.get("RoleName"),
                Map.of(
                        "Arn", given.get("Arn"),
                        "ResourceId", given.get("ResourceId"),
                        "Name", given.get("Name"),
                        "Qualifier", given.get("Qualifier"),
                        "QueueUrl", given.get("QueueUrl")),
                given);
    }

    private static Endpoint found(DraftObject given, DraftObject other, String id, String type, DraftObject resource) {
        DraftObject known = Profile.resource(type, id);
        Draft role = known.get("role") instanceof DraftText property
                ? role(property.value(), ResourceProperties.of(id, resource), other)
                : Nothing.HERE;
        return new Endpoint(
                Optional.of(id),
                type,
                Intrinsics.target(role).<Draft>map(Intrinsics::ref).orElse(Nothing.HERE),
                Map.of(
                        "Arn", known.get("arn"),
                        "ResourceId", known.get("id"),
                        "Name", known.get("name"),
                        "Qualifier", given.has("Qualifier") ? given.get("Qualifier") : known.get("qualifier"),
                        "QueueUrl", known.get("url")),
                given);
    }

    private static Draft role(String property, DraftObject properties, DraftObject other) {
        return property.equals("(target)") ? targetRole(properties, other) : properties.get(property);
    }

    /// The role of the target of a rule that is the connector's other end.
    private static Draft targetRole(DraftObject rule, DraftObject other) {
        Draft targets = rule.has("Targets") ? rule.get("Targets") : DraftList.of();
        if (!(targets instanceof DraftList list)) {
            throw Rejection.of(targets, "wrong-type", "`Targets` of a rule needs to be a list.");
        }
        for (Draft target : list) {
            if (!(target instanceof DraftObject object)) {
                throw Rejection.of(target, "wrong-type", "A target of a rule needs to be an object.");
            }
            Draft arn = object.get("Arn");
            boolean byId =
                    Intrinsics.target(arn).map(id -> other.get("Id").is(id)).orElse(false);
            if (byId || other.get("Arn").truthy() && other.get("Arn").equals(arn)) {
                return object.get("RoleArn");
            }
        }
        return Nothing.HERE;
    }

    /// Its ARN, name and so on.
    Draft value(String name) {
        return values.getOrDefault(name, Nothing.HERE);
    }
}
