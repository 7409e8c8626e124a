package samara.cloud.sqs;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A message as it is kept.
///
/// @param key its key in the table, which orders it in its queue
/// @param order its place among others: none for most messages of standard queues
/// @param visible when it may be received next
/// @param receipt what the last receipt handle holds; empty until it is received
record StoredMessage(
        String key,
        String id,
        String body,
        Map<String, Value> attributes,
        Map<String, Value> system,
        Order order,
        String sender,
        Instant sent,
        Instant visible,
        int receives,
        Optional<Instant> firstReceived,
        Optional<String> receipt) {

    /// A message attribute: a text or bytes, by its type.
    record Value(String type, Optional<String> text, Optional<byte[]> bytes) {}

    /// What FIFO queues order messages by. Standard queues know the group alone.
    record Order(Optional<String> group, Optional<String> deduplicationId, Optional<String> sequenceNumber) {}

    StoredMessage {
        attributes = new LinkedHashMap<>(attributes);
        system = new LinkedHashMap<>(system);
    }

    StoredMessage received(Instant now, Instant until, String newReceipt) {
        return new StoredMessage(
                key,
                id,
                body,
                attributes,
                system,
                order,
                sender,
                sent,
                until,
                receives + 1,
                firstReceived.or(() -> Optional.of(now)),
                Optional.of(newReceipt));
    }

    StoredMessage visibleAt(Instant time) {
        return new StoredMessage(
                key, id, body, attributes, system, order, sender, sent, time, receives, firstReceived, receipt);
    }

    /// The same as a FIFO queue's: with the key, id and order that it has there.
    StoredMessage ordered(String newKey, String newId, Order newOrder) {
        return new StoredMessage(
                newKey,
                newId,
                body,
                attributes,
                system,
                newOrder,
                sender,
                sent,
                visible,
                receives,
                firstReceived,
                receipt);
    }

    /// The same in another queue: a dead-letter queue keeps when it was sent and how often it was received.
    StoredMessage movedTo(String newKey, Instant now, String source) {
        Map<String, Value> moved = new LinkedHashMap<>(system);
        moved.put("DeadLetterQueueSourceArn", new Value("String", Optional.of(source), Optional.empty()));
        return new StoredMessage(
                newKey,
                id,
                body,
                attributes,
                moved,
                order,
                sender,
                sent,
                now,
                receives,
                firstReceived,
                Optional.empty());
    }
}
