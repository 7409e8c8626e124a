package samara.cloud.sqs;

import java.util.Optional;
import samara.template.Node;
import samara.template.ObjectNode;
import samara.wire.AwsException;

/// `RedrivePolicy`: where messages go that were received too often.
record RedrivePolicy(QueueAddress target, int maxReceiveCount) {
    private static final int MAX_COUNT = 1000;

    static RedrivePolicy parse(String text) {
        ObjectNode policy =
                QueueAttributes.object(text).orElseThrow(() -> SqsErrors.invalidAttributeValue("RedrivePolicy"));
        for (String key : policy.names()) {
            if (!key.equals("deadLetterTargetArn") && !key.equals("maxReceiveCount")) {
                throw invalid(
                        text,
                        "The JSON is invalid: only following attributes are supported: deadLetterTargetArn,"
                                + " maxReceiveCount.");
            }
        }
        QueueAddress target = QueueAddress.ofArn(text(policy, "deadLetterTargetArn"))
                .orElseThrow(() -> invalid(text, "Invalid value for deadLetterTargetArn."));
        String count = text(policy, "maxReceiveCount");
        if (!count.matches("[1-9]\\d{0,3}") || Integer.parseInt(count) > MAX_COUNT) {
            throw invalid(
                    text,
                    "Invalid value for maxReceiveCount: " + count + ", valid values are from 1 to 1000 both"
                            + " inclusive.");
        }
        return new RedrivePolicy(target, Integer.parseInt(count));
    }

    static Optional<RedrivePolicy> of(StoredQueue queue) {
        return Optional.ofNullable(queue.attributes().get("RedrivePolicy")).map(RedrivePolicy::parse);
    }

    /// Refuses it for a queue: the target has to be there, of the queue's type, and allow it.
    static void check(String text, QueueAddress source, Queues queues) {
        QueueAddress target = parse(text).target();
        StoredQueue dead = queues.find(target)
                .filter(there -> target.scope().equals(source.scope()))
                .orElseThrow(() -> invalid(text, "Dead letter target does not exist."));
        if (target.isFifo() != source.isFifo()) {
            throw invalid(text, "Dead-letter queue must be same type of queue as the source.");
        }
        if (!RedriveAllowPolicy.of(dead).allows(source)) {
            throw invalid(text, "Dead-letter queue does not allow this queue as its source (RedriveAllowPolicy).");
        }
    }

    private static AwsException invalid(String text, String why) {
        return SqsErrors.invalidParameter("Value " + text + " for parameter RedrivePolicy is invalid. Reason: " + why);
    }

    private static String text(ObjectNode policy, String name) {
        return policy.get(name).flatMap(Node::asText).orElse("");
    }
}
