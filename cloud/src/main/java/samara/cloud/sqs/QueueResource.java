package samara.cloud.sqs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.kernel.Json;
import samara.cloud.resource.Gone;
import samara.cloud.resource.Physical;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceSchema;
import samara.cloud.resource.ResourceTag;
import samara.cloud.resource.ResourceType;
import samara.template.Node;
import samara.wire.sqs.CreateQueueRequest;
import samara.wire.sqs.DeleteQueueRequest;
import samara.wire.sqs.SetQueueAttributesRequest;
import samara.wire.sqs.SqsApi;
import samara.wire.sqs.TagQueueRequest;
import samara.wire.sqs.UntagQueueRequest;

/// `AWS::SQS::Queue`. `Ref` is the queue's URL; a new `QueueName` or `FifoQueue` replaces it.
///
/// See <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queue.html>.
final class QueueResource implements ResourceType<QueueResource.Properties, QueueResource.Attributes> {
    private static final int MAX_NAME = 80;
    private static final String FIFO = ".fifo";

    record Properties(
            Optional<String> queueName,
            Optional<Integer> delaySeconds,
            Optional<Integer> maximumMessageSize,
            Optional<Integer> messageRetentionPeriod,
            Optional<Integer> receiveMessageWaitTimeSeconds,
            Optional<Integer> visibilityTimeout,
            Optional<Boolean> sqsManagedSseEnabled,
            Optional<Boolean> fifoQueue,
            Optional<Boolean> contentBasedDeduplication,
            Optional<String> deduplicationScope,
            Optional<String> fifoThroughputLimit,
            Optional<Node> redrivePolicy,
            Optional<Node> redriveAllowPolicy,
            Optional<List<ResourceTag>> tags) {}

    /// What `Fn::GetAtt` gives.
    record Attributes(String arn, String queueName, String queueUrl) {}

    @Override
    public ResourceSchema<Properties, Attributes> schema() {
        return ResourceSchema.of("AWS::SQS::Queue", Properties.class, Attributes.class)
                .replacedOn("QueueName", "FifoQueue");
    }

    @Override
    public Optional<String> nameProperty() {
        return Optional.of("QueueName");
    }

    @Override
    public Physical<Attributes> create(Properties desired, ResourceContext context) {
        String name = desired.queueName().orElseGet(() -> generatedName(desired, context));
        var made = context.calls()
                .call(
                        SqsApi.CREATE_QUEUE,
                        CreateQueueRequest.builder()
                                .queueName(name)
                                .attributes(attributes(desired))
                                .tags(context.tags(desired.tags().orElse(List.of())))
                                .build(),
                        context.call());
        String url = made.queueUrl().orElseThrow();
        return new Physical<>(url, new Attributes(context.call().scope().arn("sqs", name), name, url));
    }

    private static String generatedName(Properties desired, ResourceContext context) {
        return desired.fifoQueue().orElse(false)
                ? context.generatedName(MAX_NAME - FIFO.length()) + FIFO
                : context.generatedName(MAX_NAME);
    }

    private static Map<String, String> attributes(Properties desired) {
        Map<String, String> attributes = new LinkedHashMap<>();
        desired.delaySeconds().ifPresent(value -> attributes.put("DelaySeconds", value.toString()));
        desired.maximumMessageSize().ifPresent(value -> attributes.put("MaximumMessageSize", value.toString()));
        desired.messageRetentionPeriod().ifPresent(value -> attributes.put("MessageRetentionPeriod", value.toString()));
        desired.receiveMessageWaitTimeSeconds()
                .ifPresent(value -> attributes.put("ReceiveMessageWaitTimeSeconds", value.toString()));
        desired.visibilityTimeout().ifPresent(value -> attributes.put("VisibilityTimeout", value.toString()));
        desired.sqsManagedSseEnabled().ifPresent(value -> attributes.put("SqsManagedSseEnabled", value.toString()));
        desired.redrivePolicy().ifPresent(value -> attributes.put("RedrivePolicy", Json.text(value)));
        desired.redriveAllowPolicy().ifPresent(value -> attributes.put("RedriveAllowPolicy", Json.text(value)));
        // `FifoQueue: false` is the same as none, which SQS itself refuses to be told.
        desired.fifoQueue().filter(isFifo -> isFifo).ifPresent(isFifo -> attributes.put("FifoQueue", "true"));
        desired.contentBasedDeduplication()
                .ifPresent(value -> attributes.put("ContentBasedDeduplication", value.toString()));
        desired.deduplicationScope().ifPresent(value -> attributes.put("DeduplicationScope", value));
        desired.fifoThroughputLimit().ifPresent(value -> attributes.put("FifoThroughputLimit", value));
        return attributes;
    }

    @Override
    public Physical<Attributes> update(
            Physical<Attributes> at, Properties from, Properties to, ResourceContext context) {
        Map<String, String> wanted = attributes(to);
        for (String name : attributes(from).keySet()) {
            wanted.computeIfAbsent(name, QueueResource::unset);
        }
        if (!wanted.isEmpty()) {
            context.calls()
                    .call(
                            SqsApi.SET_QUEUE_ATTRIBUTES,
                            SetQueueAttributesRequest.builder()
                                    .queueUrl(at.id())
                                    .attributes(wanted)
                                    .build(),
                            context.call());
        }
        Map<String, String> tags = context.tags(to.tags().orElse(List.of()));
        if (!tags.isEmpty()) {
            context.calls()
                    .call(
                            SqsApi.TAG_QUEUE,
                            TagQueueRequest.builder()
                                    .queueUrl(at.id())
                                    .tags(tags)
                                    .build(),
                            context.call());
        }
        List<String> gone = ResourceTag.byKey(from.tags().orElse(List.of())).keySet().stream()
                .filter(key -> !tags.containsKey(key))
                .toList();
        if (!gone.isEmpty()) {
            context.calls()
                    .call(
                            SqsApi.UNTAG_QUEUE,
                            UntagQueueRequest.builder()
                                    .queueUrl(at.id())
                                    .tagKeys(gone)
                                    .build(),
                            context.call());
        }
        return at;
    }

    private static String unset(String attribute) {
        return switch (attribute) {
            case "RedrivePolicy", "RedriveAllowPolicy" -> "";
            case "ContentBasedDeduplication", "DeduplicationScope", "FifoThroughputLimit" ->
                FifoAttributes.defaultOf(attribute);
            case "SqsManagedSseEnabled" -> "true";
            default -> QueueAttributes.defaultOf(attribute);
        };
    }

    @Override
    public void delete(Physical<Attributes> at, Properties last, ResourceContext context) {
        Gone.ignored(
                SqsErrors.NO_QUEUE,
                () -> context.calls()
                        .call(
                                SqsApi.DELETE_QUEUE,
                                DeleteQueueRequest.builder().queueUrl(at.id()).build(),
                                context.call()));
    }
}
