package samara.cloud.sqs;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Range;
import samara.cloud.kernel.RecordTable;

/// The state: which messages FIFO queues were sent within the last five minutes, deleted or not, and the last sequence
/// number of each. Its callers hold the queue's lock.
final class Deduplications {
    private final Kernel kernel;
    private final RecordTable<Sent> sent;
    private final RecordTable<Expiry> expiries;
    private final RecordTable<Last> last;

    Deduplications(Kernel kernel) {
        this.kernel = kernel;
        this.sent = kernel.store().table("sqs/deduplications", Sent.class);
        this.expiries = kernel.store().table("sqs/deduplicationExpiries", Expiry.class);
        this.last = kernel.store().table("sqs/sequenceNumbers", Last.class);
    }

    /// A message as its sender knows it.
    record Sent(String messageId, String sequenceNumber, Instant at) {}

    /// The key of what is forgotten then.
    record Expiry(String key) {}

    /// A queue's last sequence number.
    record Last(long number) {}

    private static String prefix(QueueAddress address) {
        return address.key() + "\0";
    }

    /// The message that was sent before with this id.
    Optional<Sent> find(QueueAddress address, String id) {
        Instant oldest = kernel.clock().now().minus(SqsLimits.DEDUPLICATION);
        return sent.get(prefix(address) + id).filter(message -> message.at().isAfter(oldest));
    }

    /// The next sequence number of a queue: 20 digits.
    String nextSequenceNumber(QueueAddress address) {
        long number = last.get(address.key()).map(Last::number).orElse(0L) + 1;
        last.put(address.key(), new Last(number));
        return String.format(Locale.ROOT, "188%017d", number);
    }

    /// Remembers a message, and forgets those whose time is over.
    void remember(QueueAddress address, String id, Sent message) {
        var batch = kernel.store().batch();
        String over = time(message.at().minus(SqsLimits.DEDUPLICATION));
        for (String key : expiries.keys(Range.prefix(prefix(address)), SqsLimits.BATCH)) {
            if (key.substring(prefix(address).length()).compareTo(over) < 0) {
                String expired = expiries.get(key).orElseThrow().key();
                if (sent.get(expired)
                        .filter(found -> time(found.at()).compareTo(over) < 0)
                        .isPresent()) {
                    batch.delete(sent, expired);
                }
                batch.delete(expiries, key);
            }
        }
        String key = prefix(address) + id;
        batch.put(sent, key, message);
        batch.put(expiries, prefix(address) + time(message.at()) + message.sequenceNumber(), new Expiry(key));
        batch.commit();
    }

    private static String time(Instant instant) {
        return String.format(Locale.ROOT, "%015d", instant.toEpochMilli());
    }

    /// Forgets all of a queue that is no more.
    void forget(QueueAddress address) {
        var batch = kernel.store().batch();
        for (String key : sent.keys(Range.prefix(prefix(address)), Integer.MAX_VALUE)) {
            batch.delete(sent, key);
        }
        for (String key : expiries.keys(Range.prefix(prefix(address)), Integer.MAX_VALUE)) {
            batch.delete(expiries, key);
        }
        batch.delete(last, address.key());
        batch.commit();
    }
}
