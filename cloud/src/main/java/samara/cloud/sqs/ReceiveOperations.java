package samara.cloud.sqs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.wire.AwsException;
import samara.wire.Blob;
import samara.wire.Nothing;
import samara.wire.sqs.BatchResultErrorEntry;
import samara.wire.sqs.ChangeMessageVisibilityBatchRequest;
import samara.wire.sqs.ChangeMessageVisibilityBatchRequestEntry;
import samara.wire.sqs.ChangeMessageVisibilityBatchResult;
import samara.wire.sqs.ChangeMessageVisibilityBatchResultEntry;
import samara.wire.sqs.DeleteMessageBatchRequest;
import samara.wire.sqs.DeleteMessageBatchRequestEntry;
import samara.wire.sqs.DeleteMessageBatchResult;
import samara.wire.sqs.DeleteMessageBatchResultEntry;
import samara.wire.sqs.Message;
import samara.wire.sqs.MessageAttributeValue;
import samara.wire.sqs.ReceiveMessageRequest;
import samara.wire.sqs.ReceiveMessageResult;
import samara.wire.sqs.SqsApi;

/// `ReceiveMessage`, and what is done with what was received.
final class ReceiveOperations {
    private final Queues queues;
    private final Messages messages;

    ReceiveOperations(Queues queues, Messages messages) {
        this.queues = queues;
        this.messages = messages;
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new SqsOperation<>(
                        SqsApi.RECEIVE_MESSAGE,
                        (input, call) -> need("ReceiveMessage", input.queueUrl(), call),
                        this::receive),
                new SqsOperation<>(
                        SqsApi.DELETE_MESSAGE,
                        (input, call) -> need("DeleteMessage", input.queueUrl(), call),
                        (input, call) -> {
                            delete(found(input.queueUrl(), call), input.receiptHandle());
                            return Nothing.INSTANCE;
                        }),
                new SqsOperation<>(
                        SqsApi.DELETE_MESSAGE_BATCH,
                        (input, call) -> need("DeleteMessage", input.queueUrl(), call),
                        this::deleteBatch),
                new SqsOperation<>(
                        SqsApi.CHANGE_MESSAGE_VISIBILITY,
                        (input, call) -> need("ChangeMessageVisibility", input.queueUrl(), call),
                        (input, call) -> {
                            change(found(input.queueUrl(), call), input.receiptHandle(), input.visibilityTimeout());
                            return Nothing.INSTANCE;
                        }),
                new SqsOperation<>(
                        SqsApi.CHANGE_MESSAGE_VISIBILITY_BATCH,
                        (input, call) -> need("ChangeMessageVisibility", input.queueUrl(), call),
                        this::changeBatch));
    }

    private List<Need> need(String action, String url, Call call) {
        QueueAddress address = QueueAddress.ofUrl(url, call);
        return address.need(action, queues.find(address));
    }

    private QueueAddress found(String url, Call call) {
        QueueAddress address = QueueAddress.ofUrl(url, call);
        queues.get(address);
        return address;
    }

    private ReceiveMessageResult receive(ReceiveMessageRequest input, Call call) {
        QueueAddress address = QueueAddress.ofUrl(input.queueUrl(), call);
        StoredQueue queue = queues.get(address);
        if (input.receiveRequestAttemptId().isPresent()) {
            throw SqsErrors.notBuilt("`ReceiveRequestAttemptId`");
        }
        int limit = input.maxNumberOfMessages().orElse(1);
        int wait = input.waitTimeSeconds().orElse(queue.number("ReceiveMessageWaitTimeSeconds"));
        int visibility = input.visibilityTimeout().orElse(queue.number("VisibilityTimeout"));
        check("MaxNumberOfMessages", limit, 1, SqsLimits.BATCH);
        check("WaitTimeSeconds", wait, 0, SqsLimits.MAX_WAIT_SECONDS);
        check("VisibilityTimeout", visibility, 0, SqsLimits.MAX_VISIBILITY_SECONDS);
        var received = wait == 0
                ? messages.receive(address, queue, limit, visibility)
                : messages.await(
                        address,
                        limit,
                        visibility,
                        queues.kernel().clock().now().plusSeconds(wait));
        var result = ReceiveMessageResult.builder();
        if (received.isEmpty()) {
            return result.build();
        }
        return result.messages(
                        received.stream().map(message -> shown(message, input)).toList())
                .build();
    }

    private static void check(String name, int value, int from, int to) {
        if (value < from || value > to) {
            throw SqsErrors.outOfRange(name, value, from, to);
        }
    }

    private static Message shown(StoredMessage message, ReceiveMessageRequest input) {
        List<String> wanted = new ArrayList<>(input.attributeNames().orElse(List.of()));
        wanted.addAll(input.messageSystemAttributeNames().orElse(List.of()));
        Map<String, String> system = system(message);
        if (!wanted.contains("All")) {
            system.keySet().removeIf(name -> !wanted.contains(name));
        }
        Map<String, StoredMessage.Value> attributes = new LinkedHashMap<>(message.attributes());
        List<String> names = input.messageAttributeNames().orElse(List.of());
        attributes.keySet().removeIf(name -> names.stream().noneMatch(pattern -> matches(pattern, name)));
        Map<String, MessageAttributeValue> values = new LinkedHashMap<>();
        attributes.forEach((name, value) -> values.put(
                name,
                MessageAttributeValue.builder()
                        .dataType(value.type())
                        .stringValue(value.text().orElse(null))
                        .binaryValue(value.bytes().map(Blob::of).orElse(null))
                        .build()));
        return Message.builder()
                .messageId(message.id())
                .receiptHandle(ReceiptHandle.of(message).text())
                .md5OfBody(MessageDigests.ofBody(message.body()))
                .body(message.body())
                .attributes(system.isEmpty() ? null : system)
                .md5OfMessageAttributes(MessageDigests.ofAttributes(attributes).orElse(null))
                .messageAttributes(values.isEmpty() ? null : values)
                .build();
    }

    private static boolean matches(String pattern, String name) {
        return pattern.equals("All")
                || pattern.equals(name)
                || pattern.endsWith(".*") && name.startsWith(pattern.substring(0, pattern.length() - 2));
    }

    private static Map<String, String> system(StoredMessage message) {
        Map<String, String> system = new LinkedHashMap<>();
        system.put("SenderId", message.sender());
        system.put(
                "ApproximateFirstReceiveTimestamp",
                Long.toString(message.firstReceived().orElseThrow().toEpochMilli()));
        system.put("ApproximateReceiveCount", Integer.toString(message.receives()));
        system.put("SentTimestamp", Long.toString(message.sent().toEpochMilli()));
        message.order().group().ifPresent(group -> system.put("MessageGroupId", group));
        message.order().deduplicationId().ifPresent(id -> system.put("MessageDeduplicationId", id));
        message.order().sequenceNumber().ifPresent(number -> system.put("SequenceNumber", number));
        message.system().forEach((name, value) -> system.put(name, value.text().orElse("")));
        return system;
    }

    private void delete(QueueAddress address, String handle) {
        messages.delete(address, ReceiptHandle.parse(handle));
    }

    private void change(QueueAddress address, String handle, int seconds) {
        check("VisibilityTimeout", seconds, 0, SqsLimits.MAX_VISIBILITY_SECONDS);
        messages.changeVisibility(address, ReceiptHandle.parse(handle), seconds);
    }

    private DeleteMessageBatchResult deleteBatch(DeleteMessageBatchRequest input, Call call) {
        QueueAddress address = found(input.queueUrl(), call);
        BatchIds.check(
                input.entries().stream().map(DeleteMessageBatchRequestEntry::id).toList());
        List<DeleteMessageBatchResultEntry> done = new ArrayList<>();
        List<BatchResultErrorEntry> failed = new ArrayList<>();
        for (var entry : input.entries()) {
            attempt(
                    entry.id(),
                    () -> delete(address, entry.receiptHandle()),
                    failed,
                    id -> done.add(
                            DeleteMessageBatchResultEntry.builder().id(id).build()));
        }
        return DeleteMessageBatchResult.builder()
                .successful(done)
                .failed(failed)
                .build();
    }

    private ChangeMessageVisibilityBatchResult changeBatch(ChangeMessageVisibilityBatchRequest input, Call call) {
        QueueAddress address = found(input.queueUrl(), call);
        BatchIds.check(input.entries().stream()
                .map(ChangeMessageVisibilityBatchRequestEntry::id)
                .toList());
        List<ChangeMessageVisibilityBatchResultEntry> done = new ArrayList<>();
        List<BatchResultErrorEntry> failed = new ArrayList<>();
        for (var entry : input.entries()) {
            attempt(
                    entry.id(),
                    () -> change(
                            address,
                            entry.receiptHandle(),
                            entry.visibilityTimeout().orElseThrow(() -> SqsErrors.missing("VisibilityTimeout"))),
                    failed,
                    id -> done.add(ChangeMessageVisibilityBatchResultEntry.builder()
                            .id(id)
                            .build()));
        }
        return ChangeMessageVisibilityBatchResult.builder()
                .successful(done)
                .failed(failed)
                .build();
    }

    private static void attempt(
            String id, Runnable work, List<BatchResultErrorEntry> failed, Consumer<String> succeeded) {
        try {
            work.run();
        } catch (AwsException e) {
            failed.add(BatchIds.failed(id, e));
            return;
        }
        succeeded.accept(id);
    }
}
