package samara.transform.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftList;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.draft.Intrinsics;
import samara.transform.draft.Nothing;
import samara.transform.model.CfnResource;
import samara.transform.model.Definition;
import samara.transform.model.LogicalId;
import samara.transform.model.Rejection;
import samara.transform.model.Translation;
import samara.transform.policy.PolicyDocuments;

/// A function's `EventInvokeConfig`: retries of asynchronous invocations and where their results go. See
/// <https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-eventinvokeconfiguration.html>.
final class EventInvoke {
    private final Definition function;
    private final Translation translation;
    private final List<CfnResource> made;
    private final String id;
    private final List<DraftObject> policies = new ArrayList<>();

    private EventInvoke(Definition function, Translation translation, List<CfnResource> made) {
        this.function = function;
        this.translation = translation;
        this.made = made;
        this.id = function.id() + "EventInvokeConfig";
    }

    /// Adds what it takes to `made`, if there is such a configuration.
    static EventInvoke add(
            Definition function, Optional<CfnResource> alias, Translation translation, List<CfnResource> made) {
        EventInvoke invoke = new EventInvoke(function, translation, made);
        Draft given = function.get("EventInvokeConfig");
        if (given.truthy()) {
            invoke.build(function.requireObject(translation.resolve(given), "EventInvokeConfig"), alias);
        }
        return invoke;
    }

    /// The policies that the function's role needs.
    List<DraftObject> policies() {
        return policies;
    }

    private void build(DraftObject config, Optional<CfnResource> alias) {
        DraftObject destinations = DraftObject.make();
        if (config.get("DestinationConfig").truthy()) {
            DraftObject given =
                    function.requireObject(config.get("DestinationConfig"), "EventInvokeConfig.DestinationConfig");
            for (String name : List.of("OnSuccess", "OnFailure")) {
                if (!given.get(name).isNothing()) {
                    DraftObject destination =
                            function.requireObject(given.get(name), "EventInvokeConfig.DestinationConfig." + name);
                    Draft arn = destination(destination, id + name);
                    destinations.put(name, DraftObject.of("Destination", arn));
                    // Functions that have it from Globals share the destination that the first of them makes.
                    destination.put("Destination", arn);
                }
            }
        }
        CfnResource resource =
                new CfnResource(id, "AWS::Lambda::EventInvokeConfig", function.span(), function.attributes());
        alias.ifPresent(own -> resource.dependsOn(own.id()));
        made.add(resource.set("FunctionName", Intrinsics.ref(function.id()))
                .set("Qualifier", alias.map(own -> own.get("Name")).orElseGet(() -> DraftText.of("$LATEST")))
                .set("DestinationConfig", destinations)
                .set("MaximumEventAgeInSeconds", config.get("MaximumEventAgeInSeconds"))
                .set("MaximumRetryAttempts", config.get("MaximumRetryAttempts")));
    }

    /// A destination that may be there only under a condition: where it isn't, SAM makes one.
    private record Choice(Draft makeWhere, Draft otherwise) {}

    private Draft destination(DraftObject config, String prefix) {
        Draft type = config.get("Type");
        String kind = type instanceof DraftText text ? text.value() : "";
        if (!List.of("SQS", "SNS", "EventBridge", "Lambda", "S3Bucket").contains(kind)) {
            throw function.reject(
                    type,
                    "destination-type",
                    "`Type` of a destination can be `SQS`, `SNS`, `EventBridge`, `Lambda` or `S3Bucket`.");
        }
        Draft given = config.get("Destination");
        Choice choice = choice(given);
        if (!given.isNothing() && choice.makeWhere().isNothing()) {
            policies.add(policy(kind, given, prefix));
            return given;
        }
        if (!kind.equals("SQS") && !kind.equals("SNS")) {
            throw function.reject(given, "destination", "`Destination` is needed, unless `Type` is `SQS` or `SNS`.");
        }
        boolean queue = kind.equals("SQS");
        CfnResource resource =
                function.extra(prefix + (queue ? "Queue" : "Topic"), queue ? "AWS::SQS::Queue" : "AWS::SNS::Topic");
        resource.attributes().putTruthy("Condition", both(function.resource().get("Condition"), choice.makeWhere()));
        DraftObject arn = queue ? resource.arn() : resource.ref();
        Draft destination =
                choice.makeWhere().isNothing() ? arn : Intrinsics.choose(choice.makeWhere(), arn, choice.otherwise());
        made.add(resource);
        policies.add(policy(kind, destination, prefix));
        return destination;
    }

    private Choice choice(Draft destination) {
        if (!Intrinsics.isIf(destination)) {
            return new Choice(Nothing.HERE, Nothing.HERE);
        }
        if (!(((DraftObject) destination).get("Fn::If") instanceof DraftList arguments) || arguments.size() != 3) {
            throw Rejection.of(
                            destination,
                            "if-arguments",
                            "`Fn::If` needs a list of three: the condition and both values.")
                    .inResource(id);
        }
        boolean noYes = Intrinsics.isNoValue(arguments.get(1));
        boolean noNo = Intrinsics.isNoValue(arguments.get(2));
        if (noYes && !noNo) {
            return new Choice(arguments.get(0), arguments.get(2));
        }
        if (noNo && !noYes) {
            if (!(arguments.get(0) instanceof DraftText condition)) {
                throw function.reject(
                        arguments.get(0), "if-arguments", "The condition of `Fn::If` needs to be the name of one.");
            }
            String opposite = generatedName("NOT" + condition.value(), id);
            translation.conditionsWith(condition, function.id()).put(opposite, Conditions.not(condition));
            return new Choice(DraftText.of(opposite), arguments.get(1));
        }
        return new Choice(Nothing.HERE, Nothing.HERE);
    }

    private Draft both(Draft ofResource, Draft ofProperty) {
        if (!(ofResource instanceof DraftText resource)) {
            return ofProperty;
        }
        if (!(ofProperty instanceof DraftText property)) {
            return ofResource;
        }
        String name = generatedName(resource.value() + "AND" + property.value(), function.id());
        translation.conditionsWith(ofProperty, function.id()).put(name, Conditions.and(ofResource, ofProperty));
        return DraftText.of(name);
    }

    private static String generatedName(String name, String hashed) {
        return LogicalId.of(name, hashed);
    }

    private static DraftObject policy(String kind, Draft arn, String prefix) {
        return switch (kind) {
            case "SQS" -> PolicyDocuments.sendMessage(arn, prefix);
            case "SNS" -> PolicyDocuments.publish(arn, prefix);
            case "EventBridge" -> PolicyDocuments.putEvents(arn, prefix);
            case "Lambda" -> PolicyDocuments.invokeFunction(arn, prefix);
            default -> PolicyDocuments.putObject(arn, prefix);
        };
    }
}
