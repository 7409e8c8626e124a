package samara.cloud.sqs;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import samara.wire.AwsException;
import samara.wire.sqs.SendMessageRequest;

/// Which group and deduplication id a message has.
final class FifoChecks {
    private static final Pattern ID = Pattern.compile("[\\p{Alnum}\\p{Punct}]{1,128}");

    private FifoChecks() {}

    /// The group: of FIFO queues always, of standard queues where it is given.
    static Optional<String> group(SendMessageRequest input, boolean isFifo) {
        if (isFifo && input.messageGroupId().isEmpty()) {
            throw SqsErrors.missing("MessageGroupId");
        }
        input.messageGroupId().ifPresent(id -> check("MessageGroupId", id));
        return input.messageGroupId();
    }

    /// The deduplication id of a message to a FIFO queue.
    static String deduplicationId(SendMessageRequest input, StoredQueue queue) {
        if (input.messageDeduplicationId().isPresent()) {
            check("MessageDeduplicationId", input.messageDeduplicationId().get());
            return input.messageDeduplicationId().get();
        }
        if (!"true".equals(queue.attributes().get("ContentBasedDeduplication"))) {
            throw SqsErrors.invalidParameter("The queue should either have ContentBasedDeduplication enabled or"
                    + " MessageDeduplicationId provided explicitly");
        }
        try {
            byte[] body = input.messageBody().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }

    /// Refuses what only FIFO queues take, and what they don't.
    static void parameters(SendMessageRequest input, boolean isFifo) {
        if (isFifo && input.delaySeconds().filter(delay -> delay != 0).isPresent()) {
            throw notForType(Integer.toString(input.delaySeconds().get()), "DelaySeconds");
        }
        if (!isFifo && input.messageDeduplicationId().isPresent()) {
            throw notForType(input.messageDeduplicationId().get(), "MessageDeduplicationId");
        }
    }

    private static AwsException notForType(String value, String name) {
        return SqsErrors.invalidParameter("Value " + value + " for parameter " + name + " is invalid. Reason: The"
                + " request include parameter that is not valid for this queue type");
    }

    private static void check(String name, String id) {
        if (!ID.matcher(id).matches()) {
            throw SqsErrors.invalidParameter("Value " + id + " for parameter " + name + " is invalid. Reason: " + name
                    + " can only include alphanumeric and punctuation characters. 1 to 128 in length.");
        }
    }
}
