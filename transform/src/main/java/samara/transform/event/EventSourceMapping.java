package samara.transform.event;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftList;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.draft.Intrinsics;
import samara.transform.event.Target.FunctionTarget;
import samara.transform.model.CfnResource;
import samara.transform.policy.ExecutionRole;
import samara.transform.policy.PolicyDocuments;

/// What the event sources share that Lambda polls: an `AWS::Lambda::EventSourceMapping`, and what the function's role
/// needs for it. See
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventsourcemapping.html>.
final class EventSourceMapping {
    /// The managed policy of whoever polls a queue, by path and name.
    static final String QUEUE_POLICY = "service-role/AWSLambdaSQSQueueExecutionRole";

    private static final List<String> COPIED = List.of(
            "StartingPosition",
            "StartingPositionTimestamp",
            "BatchSize",
            "Enabled",
            "MaximumBatchingWindowInSeconds",
            "MaximumRetryAttempts",
            "BisectBatchOnFunctionError",
            "MaximumRecordAgeInSeconds",
            "ParallelizationFactor",
            "Topics",
            "Queues",
            "SourceAccessConfigurations",
            "TumblingWindowInSeconds",
            "FunctionResponseTypes",
            "FilterCriteria",
            "KmsKeyArn",
            "ScalingConfig",
            "ProvisionedPollerConfig",
            "MetricsConfig",
            "LoggingConfig");
    private static final Map<String, String> KAFKA_CONFIG = Map.of(
            "MSK", "AmazonManagedKafkaEventSourceConfig", "SelfManagedKafka", "SelfManagedKafkaEventSourceConfig");

    private final EventSource event;
    private final FunctionTarget function;
    private final CfnResource mapping;

    private EventSourceMapping(EventSource event, FunctionTarget function) {
        this.event = event;
        this.function = function;
        this.mapping = event.resource(event.id(), "AWS::Lambda::EventSourceMapping", function);
    }

    /// A mapping of the source with this ARN (nothing where it has none) for this event source.
    static EventSourceMapping of(EventSource event, Target target, Draft sourceArn) {
        EventSourceMapping made = new EventSourceMapping(event, (FunctionTarget) target);
        made.mapping.set("FunctionName", made.function.nameOrArn()).set("EventSourceArn", sourceArn);
        COPIED.forEach(property -> made.mapping.set(property, event.get(property)));
        made.checkFilter();
        made.kafka();
        return made;
    }

    /// A mapping of the queue with this ARN, with the policy that the function's role needs for it.
    static CfnResource ofQueue(EventSource event, Target target, Draft queueArn) {
        return of(event, target, queueArn)
                .build(Optional.of(QUEUE_POLICY), Optional.empty())
                .getFirst();
    }

    /// Sets a property that only one type of source has.
    EventSourceMapping set(String property, Draft value) {
        mapping.set(property, value);
        return this;
    }

    /// The resource; the function's role gets the policies that it needs.
    ///
    /// @param managedPolicy by path and name
    List<CfnResource> build(Optional<String> managedPolicy, Optional<DraftObject> policy) {
        Optional<DraftObject> destination = destination();
        CfnResource role = function.role();
        managedPolicy
                .map(event.translation().partition()::managedPolicyArn)
                .ifPresent(arn -> role.properties()
                        .list("ManagedPolicyArns")
                        .ifPresent(managed -> managed.addOnce(DraftText.of(arn))));
        policy.ifPresent(own -> ExecutionRole.addOnce(role, own));
        destination.ifPresent(own -> ExecutionRole.addOnce(role, own));
        return List.of(mapping);
    }

    private void checkFilter() {
        Draft filter = event.get("FilterCriteria");
        if (filter.truthy()
                && !Intrinsics.isIntrinsic(filter)
                && filter instanceof DraftObject object
                && !object.names().equals(List.of("Filters"))) {
            throw event.reject(filter, "filter-criteria", "`FilterCriteria` takes one property, `Filters`.");
        }
    }

    private void kafka() {
        Draft servers = event.get("KafkaBootstrapServers");
        if (servers.truthy()) {
            DraftObject endpoints = DraftObject.of("KafkaBootstrapServers", servers);
            mapping.set("SelfManagedEventSource", DraftObject.of("Endpoints", endpoints));
        }
        Draft group = event.get("ConsumerGroupId");
        Draft registry = event.get("SchemaRegistryConfig");
        String type = event.event().text("Type").orElse("");
        String property = KAFKA_CONFIG.get(type);
        if (group.truthy() && property == null) {
            throw event.reject(
                    group, "unknown-property", "Event source `" + type + "` has no property `ConsumerGroupId`.");
        }
        if (property != null && (group.truthy() || registry.truthy())) {
            mapping.set(
                    property,
                    DraftObject.make().putTruthy("ConsumerGroupId", group).putTruthy("SchemaRegistryConfig", registry));
        }
    }

    private Optional<DraftObject> destination() {
        if (!(event.get("DestinationConfig") instanceof DraftObject config) || !config.truthy()) {
            return Optional.empty();
        }
        DraftObject failure = event.requireObject(config.get("OnFailure"), "DestinationConfig.OnFailure");
        Draft type = failure.get("Type");
        mapping.set("DestinationConfig", config);
        if (!type.truthy()) {
            return Optional.empty();
        }
        Draft to = failure.get("Destination");
        String kind = type instanceof DraftText text ? text.value() : "";
        failure.remove("Type");
        return switch (kind) {
            case "SQS" -> Optional.of(PolicyDocuments.sendMessage(to, event.id()));
            case "SNS" -> Optional.of(PolicyDocuments.publish(to, event.id()));
            case "S3" -> Optional.of(PolicyDocuments.putObject(to, event.id()));
            case "Kafka" -> Optional.empty();
            default ->
                throw event.reject(
                        type, "destination-type", "`Type` of `OnFailure` can be `SQS`, `SNS`, `S3` or `Kafka`.");
        };
    }

    /// Lets the role read a secret.
    static DraftObject readSecret(Draft secret) {
        return PolicyDocuments.allow(DraftList.ofTexts("secretsmanager:GetSecretValue"), secret);
    }
}
