package samara.cloud.sqs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The attributes that only FIFO queues have.
///
/// See <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/high-throughput-fifo.html>.
final class FifoAttributes {
    /// The values of each but `FifoQueue`, the default first.
    private static final Map<String, List<String>> VALUES = Map.of(
            "ContentBasedDeduplication", List.of("false", "true"),
            "DeduplicationScope", List.of("queue", "messageGroup"),
            "FifoThroughputLimit", List.of("perQueue", "perMessageGroupId"));

    private static final List<String> IN_ORDER =
            List.of("DeduplicationScope", "FifoThroughputLimit", "ContentBasedDeduplication");

    private FifoAttributes() {}

    private static List<String> values(String name) {
        return VALUES.getOrDefault(name, List.of());
    }

    static Set<String> names() {
        return VALUES.keySet();
    }

    static String defaultOf(String name) {
        return values(name).getFirst();
    }

    static void checkValue(String name, String value) {
        if (!values(name).contains(value)) {
            throw SqsErrors.invalidAttributeValue(name);
        }
    }

    /// A name and the attributes of a new queue: both say that it is FIFO, or neither does.
    static void checkNew(String name, Map<String, String> attributes) {
        boolean isFifo = "true".equals(attributes.get("FifoQueue"));
        if (attributes.containsKey("FifoQueue") && !isFifo) {
            throw SqsErrors.unknownAttribute("FifoQueue");
        }
        if (isFifo && !name.matches("[A-Za-z0-9_-]{1,75}\\.fifo")) {
            throw SqsErrors.invalidParameter("The name of a FIFO queue can only include alphanumeric characters,"
                    + " hyphens, or underscores, must end with .fifo suffix and be 1 to 80 in length");
        }
        if (!isFifo && !name.matches("[A-Za-z0-9_-]{1,80}")) {
            throw SqsErrors.invalidParameter(
                    "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
        }
        check(isFifo, attributes);
    }

    /// All attributes that a queue has then.
    static void check(boolean isFifo, Map<String, String> attributes) {
        for (String name : IN_ORDER) {
            if (!isFifo && attributes.containsKey(name)) {
                throw SqsErrors.unknownAttribute(name);
            }
        }
        if ("perMessageGroupId".equals(attributes.get("FifoThroughputLimit"))
                && !"messageGroup".equals(attributes.get("DeduplicationScope"))) {
            throw SqsErrors.invalidParameter("The value of FifoThroughputLimit can be perMessageGroupId only where"
                    + " DeduplicationScope is messageGroup.");
        }
    }

    /// Those of a queue, with what was not set.
    static Map<String, String> shown(StoredQueue queue) {
        Map<String, String> shown = new LinkedHashMap<>();
        shown.put("FifoQueue", "true");
        for (String name : IN_ORDER) {
            shown.put(name, queue.attributes().getOrDefault(name, defaultOf(name)));
        }
        return shown;
    }
}
