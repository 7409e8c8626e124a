package samara.cloud.sqs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.wire.Nothing;
import samara.wire.sqs.CreateQueueRequest;
import samara.wire.sqs.CreateQueueResult;
import samara.wire.sqs.SqsApi;

/// What makes, changes and deletes queues.
final class QueueOperations {
    private final Queues queues;
    private final Messages messages;

    QueueOperations(Queues queues, Messages messages) {
        this.queues = queues;
        this.messages = messages;
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new SqsOperation<>(
                        SqsApi.CREATE_QUEUE,
                        (input, call) ->
                                List.of(Need.of("sqs:CreateQueue", call.scope().arn("sqs", input.queueName()))),
                        this::create),
                new SqsOperation<>(
                        SqsApi.DELETE_QUEUE,
                        (input, call) -> need("DeleteQueue", input.queueUrl(), call),
                        (input, call) -> {
                            QueueAddress address = QueueAddress.ofUrl(input.queueUrl(), call);
                            queues.remove(address);
                            messages.remove(address);
                            return Nothing.INSTANCE;
                        }),
                new SqsOperation<>(
                        SqsApi.PURGE_QUEUE,
                        (input, call) -> need("PurgeQueue", input.queueUrl(), call),
                        (input, call) -> purge(input.queueUrl(), call)),
                new SqsOperation<>(
                        SqsApi.SET_QUEUE_ATTRIBUTES,
                        (input, call) -> need("SetQueueAttributes", input.queueUrl(), call),
                        (input, call) -> set(QueueAddress.ofUrl(input.queueUrl(), call), input.attributes())),
                new SqsOperation<>(
                        SqsApi.TAG_QUEUE,
                        (input, call) -> need("TagQueue", input.queueUrl(), call),
                        (input, call) -> retag(input.queueUrl(), call, tags -> tags.putAll(input.tags()))),
                new SqsOperation<>(
                        SqsApi.UNTAG_QUEUE,
                        (input, call) -> need("UntagQueue", input.queueUrl(), call),
                        (input, call) -> retag(
                                input.queueUrl(), call, tags -> input.tagKeys().forEach(tags::remove))));
    }

    private List<Need> need(String action, String url, Call call) {
        QueueAddress address = QueueAddress.ofUrl(url, call);
        return address.need(action, queues.find(address));
    }

    private CreateQueueResult create(CreateQueueRequest input, Call call) {
        var address = new QueueAddress(call.scope(), input.queueName());
        Map<String, String> attributes =
                QueueAttributes.checked(input.attributes().orElse(Map.of()));
        FifoAttributes.checkNew(input.queueName(), attributes);
        checkRedrive(address, attributes);
        attributes.values().removeIf(String::isEmpty);
        Map<String, String> tags = input.tags().orElse(Map.of());
        checkTags(tags);
        queues.create(address, attributes, tags);
        return CreateQueueResult.builder()
                .queueUrl(address.url(queues.kernel().addresses()))
                .build();
    }

    private void checkRedrive(QueueAddress address, Map<String, String> attributes) {
        String redrive = attributes.getOrDefault("RedrivePolicy", "");
        if (!redrive.isEmpty()) {
            RedrivePolicy.check(redrive, address, queues);
        }
    }

    private Nothing set(QueueAddress address, Map<String, String> wanted) {
        if (wanted.isEmpty()) {
            throw SqsErrors.missing("Attribute.Name");
        }
        Map<String, String> checked = QueueAttributes.checked(wanted);
        if (checked.containsKey("FifoQueue") && !address.isFifo()) {
            throw SqsErrors.unknownAttribute("FifoQueue");
        }
        checkRedrive(address, checked);
        queues.change(address, queue -> {
            Map<String, String> all = new LinkedHashMap<>(queue.attributes());
            all.putAll(checked);
            all.values().removeIf(String::isEmpty);
            FifoAttributes.check(address.isFifo(), all);
            return queue.withAttributes(all, queues.kernel().clock().now());
        });
        return Nothing.INSTANCE;
    }

    private Nothing purge(String url, Call call) {
        QueueAddress address = QueueAddress.ofUrl(url, call);
        var now = queues.kernel().clock().now();
        queues.change(address, queue -> {
            Optional<java.time.Instant> before = queue.purged();
            if (before.isPresent()
                    && before.get().plus(SqsLimits.BETWEEN_PURGES).isAfter(now)) {
                throw SqsErrors.purging(queue.name());
            }
            return queue.purgedAt(now);
        });
        messages.purge(address);
        return Nothing.INSTANCE;
    }

    private Nothing retag(String url, Call call, java.util.function.Consumer<Map<String, String>> change) {
        queues.change(QueueAddress.ofUrl(url, call), queue -> {
            Map<String, String> tags = new LinkedHashMap<>(queue.tags());
            change.accept(tags);
            checkTags(tags);
            return queue.withTags(tags);
        });
        return Nothing.INSTANCE;
    }

    private static void checkTags(Map<String, String> tags) {
        if (tags.size() > SqsLimits.TAGS) {
            throw SqsErrors.invalidParameter("Too many tags added for queue.");
        }
    }
}
