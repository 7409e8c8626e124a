package samara.cloud.sqs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.wire.AwsException;
import samara.wire.sqs.BatchResultErrorEntry;
import samara.wire.sqs.SendMessageBatchRequest;
import samara.wire.sqs.SendMessageBatchRequestEntry;
import samara.wire.sqs.SendMessageBatchResult;
import samara.wire.sqs.SendMessageBatchResultEntry;
import samara.wire.sqs.SendMessageRequest;
import samara.wire.sqs.SendMessageResult;
import samara.wire.sqs.SqsApi;

/// `SendMessage` and `SendMessageBatch`.
final class SendOperations {
    private final Queues queues;
    private final Messages messages;

    SendOperations(Queues queues, Messages messages) {
        this.queues = queues;
        this.messages = messages;
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new SqsOperation<>(SqsApi.SEND_MESSAGE, (input, call) -> need(input.queueUrl(), call), this::send),
                new SqsOperation<>(
                        SqsApi.SEND_MESSAGE_BATCH, (input, call) -> need(input.queueUrl(), call), this::sendBatch));
    }

    private List<Need> need(String url, Call call) {
        QueueAddress address = QueueAddress.ofUrl(url, call);
        return address.need("SendMessage", queues.find(address));
    }

    private SendMessageResult send(SendMessageRequest input, Call call) {
        QueueAddress address = QueueAddress.ofUrl(input.queueUrl(), call);
        StoredMessage sent = put(address, queues.get(address), input, call);
        return SendMessageResult.builder()
                .messageId(sent.id())
                .sequenceNumber(sent.order().sequenceNumber().orElse(null))
                .md5OfMessageBody(MessageDigests.ofBody(sent.body()))
                .md5OfMessageAttributes(
                        MessageDigests.ofAttributes(sent.attributes()).orElse(null))
                .md5OfMessageSystemAttributes(
                        MessageDigests.ofAttributes(sent.system()).orElse(null))
                .build();
    }

    private StoredMessage put(QueueAddress address, StoredQueue queue, SendMessageRequest input, Call call) {
        FifoChecks.parameters(input, address.isFifo());
        Optional<String> group = FifoChecks.group(input, address.isFifo());
        int delay = input.delaySeconds().orElse(queue.number("DelaySeconds"));
        if (delay < 0 || delay > SqsLimits.MAX_DELAY_SECONDS) {
            throw SqsErrors.invalidParameter("Value " + delay + " for parameter DelaySeconds is invalid. Reason:"
                    + " DelaySeconds must be >= 0 and <= 900.");
        }
        Map<String, StoredMessage.Value> attributes = MessageChecks.attributes(input);
        Map<String, StoredMessage.Value> system = MessageChecks.system(input);
        MessageChecks.body(input.messageBody());
        long bytes = MessageChecks.bytes(input.messageBody(), attributes);
        if (bytes > queue.number("MaximumMessageSize")) {
            throw SqsErrors.invalidParameter("One or more parameters are invalid. Reason: Message must be shorter than "
                    + queue.number("MaximumMessageSize") + " bytes.");
        }
        var now = queues.kernel().clock().now();
        var message = new StoredMessage(
                messages.newKey(address),
                queues.kernel().ids().uuid(),
                input.messageBody(),
                attributes,
                system,
                new StoredMessage.Order(group, Optional.empty(), Optional.empty()),
                MessageChecks.sender(call.principal()),
                now,
                now.plusSeconds(delay),
                0,
                Optional.empty(),
                Optional.empty());
        if (address.isFifo()) {
            String id = FifoChecks.deduplicationId(input, queue);
            String scope = "messageGroup".equals(queue.attributes().get("DeduplicationScope"))
                    ? group.orElseThrow() + "\0"
                    : "";
            return messages.addOnce(address, message, id, scope);
        }
        messages.add(address, message);
        return message;
    }

    private SendMessageBatchResult sendBatch(SendMessageBatchRequest input, Call call) {
        QueueAddress address = QueueAddress.ofUrl(input.queueUrl(), call);
        StoredQueue queue = queues.get(address);
        BatchIds.check(
                input.entries().stream().map(SendMessageBatchRequestEntry::id).toList());
        Map<String, SendMessageRequest> requests = new LinkedHashMap<>();
        long bytes = 0;
        for (var entry : input.entries()) {
            SendMessageRequest request = request(input.queueUrl(), entry);
            requests.put(entry.id(), request);
            bytes += MessageChecks.bytes(entry.messageBody(), MessageChecks.attributes(request));
        }
        if (bytes > SqsLimits.MESSAGE_BYTES) {
            throw SqsErrors.batchTooLong(bytes);
        }
        List<SendMessageBatchResultEntry> sent = new ArrayList<>();
        List<BatchResultErrorEntry> failed = new ArrayList<>();
        requests.forEach((id, request) -> {
            try {
                sent.add(entry(id, put(address, queue, request, call)));
            } catch (AwsException e) {
                failed.add(BatchIds.failed(id, e));
            }
        });
        return SendMessageBatchResult.builder().successful(sent).failed(failed).build();
    }

    private static SendMessageBatchResultEntry entry(String id, StoredMessage message) {
        return SendMessageBatchResultEntry.builder()
                .id(id)
                .messageId(message.id())
                .sequenceNumber(message.order().sequenceNumber().orElse(null))
                .md5OfMessageBody(MessageDigests.ofBody(message.body()))
                .md5OfMessageAttributes(
                        MessageDigests.ofAttributes(message.attributes()).orElse(null))
                .md5OfMessageSystemAttributes(
                        MessageDigests.ofAttributes(message.system()).orElse(null))
                .build();
    }

    private static SendMessageRequest request(String url, SendMessageBatchRequestEntry entry) {
        return SendMessageRequest.builder()
                .queueUrl(url)
                .messageBody(entry.messageBody())
                .delaySeconds(entry.delaySeconds().orElse(null))
                .messageAttributes(entry.messageAttributes().orElse(null))
                .messageSystemAttributes(entry.messageSystemAttributes().orElse(null))
                .messageDeduplicationId(entry.messageDeduplicationId().orElse(null))
                .messageGroupId(entry.messageGroupId().orElse(null))
                .build();
    }
}
