package samara.cloud.sqs;

import java.util.List;
import java.util.Optional;
import samara.template.Node;
import samara.template.ObjectNode;
import samara.wire.AwsException;

/// `RedriveAllowPolicy`: whose dead-letter queue a queue may be. Empty sources where all or none are allowed.
record RedriveAllowPolicy(String permission, List<String> sources) {
    private static final RedriveAllowPolicy ALL = new RedriveAllowPolicy("allowAll", List.of());
    private static final int MAX_SOURCES = 10;

    static RedriveAllowPolicy parse(String text) {
        ObjectNode policy =
                QueueAttributes.object(text).orElseThrow(() -> SqsErrors.invalidAttributeValue("RedriveAllowPolicy"));
        for (String key : policy.names()) {
            if (!key.equals("redrivePermission") && !key.equals("sourceQueueArns")) {
                throw invalid(text, "The JSON is invalid: unknown attribute " + key + ".");
            }
        }
        String permission = policy.string("redrivePermission").orElse("");
        List<String> sources = policy.get("sourceQueueArns").flatMap(Node::asList).orElse(List.of()).stream()
                .map(source -> source.asString()
                        .filter(arn -> QueueAddress.ofArn(arn).isPresent())
                        .orElseThrow(() -> invalid(text, "Invalid value for sourceQueueArns.")))
                .toList();
        switch (permission) {
            case "allowAll", "denyAll" -> {
                if (!sources.isEmpty()) {
                    throw invalid(text, "sourceQueueArns can only be given where redrivePermission is byQueue.");
                }
            }
            case "byQueue" -> {
                if (sources.isEmpty() || sources.size() > MAX_SOURCES) {
                    throw invalid(text, "sourceQueueArns must hold 1 to " + MAX_SOURCES + " ARNs.");
                }
            }
            default -> throw invalid(text, "redrivePermission must be allowAll, denyAll or byQueue.");
        }
        return new RedriveAllowPolicy(permission, sources);
    }

    static RedriveAllowPolicy of(StoredQueue queue) {
        return Optional.ofNullable(queue.attributes().get("RedriveAllowPolicy"))
                .map(RedriveAllowPolicy::parse)
                .orElse(ALL);
    }

    boolean allows(QueueAddress source) {
        return permission.equals("allowAll") || sources.contains(source.arn());
    }

    private static AwsException invalid(String text, String why) {
        return SqsErrors.invalidParameter(
                "Value " + text + " for parameter RedriveAllowPolicy is invalid. Reason: " + why);
    }
}
