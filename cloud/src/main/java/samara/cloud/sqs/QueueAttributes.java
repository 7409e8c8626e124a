package samara.cloud.sqs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.kernel.Json;
import samara.template.ObjectNode;

/// The attributes of queues that can be set: their ranges and defaults.
///
/// See <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html>.
final class QueueAttributes {
    /// Whole numbers, by the name: the least, the most, the default.
    private static final Map<String, int[]> NUMBERS = Map.of(
            "DelaySeconds", new int[] {0, SqsLimits.MAX_DELAY_SECONDS, 0},
            "MaximumMessageSize", new int[] {1024, SqsLimits.MESSAGE_BYTES, SqsLimits.MESSAGE_BYTES},
            "MessageRetentionPeriod", new int[] {60, 1_209_600, 345_600},
            "ReceiveMessageWaitTimeSeconds", new int[] {0, SqsLimits.MAX_WAIT_SECONDS, 0},
            "VisibilityTimeout", new int[] {0, SqsLimits.MAX_VISIBILITY_SECONDS, 30});
    /// In the order that they are answered in.
    static final List<String> IN_ORDER = List.of(
            "VisibilityTimeout",
            "MaximumMessageSize",
            "MessageRetentionPeriod",
            "DelaySeconds",
            "ReceiveMessageWaitTimeSeconds");

    private static final List<String> UNBUILT = List.of("KmsMasterKeyId", "KmsDataKeyReusePeriodSeconds");

    private QueueAttributes() {}

    static String defaultOf(String name) {
        int[] range = NUMBERS.get(name);
        if (range == null) {
            throw new IllegalArgumentException("`" + name + "` is no number.");
        }
        return Integer.toString(range[2]);
    }

    /// What is set, without what takes an attribute away (an empty policy).
    static Map<String, String> checked(Map<String, String> wanted) {
        Map<String, String> checked = new LinkedHashMap<>();
        wanted.forEach((name, value) -> checked.put(name, checkedValue(name, value)));
        return checked;
    }

    private static String checkedValue(String name, String value) {
        if (UNBUILT.contains(name) && !(name.equals("KmsMasterKeyId") && value.isEmpty())) {
            throw SqsErrors.notBuilt("the attribute `" + name + "`");
        }
        int[] range = NUMBERS.get(name);
        if (range != null) {
            return number(name, value, range);
        }
        switch (name) {
            case "Policy" -> {
                if (!value.isEmpty() && object(value).isEmpty()) {
                    throw SqsErrors.invalidAttributeValue(name);
                }
            }
            case "RedrivePolicy" -> {
                if (!value.isEmpty()) {
                    RedrivePolicy.parse(value);
                }
            }
            case "RedriveAllowPolicy" -> {
                if (!value.isEmpty()) {
                    RedriveAllowPolicy.parse(value);
                }
            }
            case "FifoQueue" -> {
                if (!value.equals("true")) {
                    throw SqsErrors.unknownAttribute(name);
                }
            }
            case "ContentBasedDeduplication", "DeduplicationScope", "FifoThroughputLimit" ->
                FifoAttributes.checkValue(name, value);
            case "SqsManagedSseEnabled" -> {
                if (!value.equals("true") && !value.equals("false")) {
                    throw SqsErrors.invalidAttributeValue(name);
                }
            }
            case "KmsMasterKeyId" -> {}
            default -> throw SqsErrors.unknownAttribute(name);
        }
        return value;
    }

    private static String number(String name, String value, int[] range) {
        if (!value.matches("\\d{1,9}")) {
            throw SqsErrors.invalidAttributeValue(name);
        }
        int number = Integer.parseInt(value);
        if (number < range[0] || number > range[1]) {
            throw SqsErrors.invalidAttributeValue(name);
        }
        return Integer.toString(number);
    }

    /// A JSON object, where the text is one.
    static Optional<ObjectNode> object(String text) {
        try {
            return Json.parse(text).asObject();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
