package samara.cloud.sqs;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import samara.cloud.kernel.Principal;
import samara.wire.Blob;
import samara.wire.sqs.SendMessageRequest;

/// What a message may hold.
final class MessageChecks {
    private static final Pattern NAME = Pattern.compile("(?!\\.)(?!.*\\.\\.)(?!.*\\.$)[A-Za-z0-9_.-]{1,256}");
    private static final Pattern TYPE = Pattern.compile("(String|Number|Binary)(\\..+)?");
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,3})?");

    private MessageChecks() {}

    /// Refuses what XML 1.0 could not hold.
    static void body(String body) {
        if (body.isEmpty()) {
            throw SqsErrors.missing("MessageBody");
        }
        boolean isFine = body.codePoints()
                .allMatch(c -> c == 0x9
                        || c == 0xA
                        || c == 0xD
                        || c >= 0x20 && c <= 0xD7FF
                        || c >= 0xE000 && c <= 0xFFFD
                        || c >= 0x10000);
        if (!isFine) {
            throw SqsErrors.badContents();
        }
    }

    static Map<String, StoredMessage.Value> attributes(SendMessageRequest input) {
        Map<String, StoredMessage.Value> checked = new LinkedHashMap<>();
        input.messageAttributes().orElse(Map.of()).forEach((name, value) -> {
            if (!NAME.matcher(name).matches()
                    || name.toLowerCase(java.util.Locale.ROOT).matches("(aws|amazon)\\..*")) {
                throw SqsErrors.invalidParameter("Invalid message attribute name " + name + ".");
            }
            if (value.stringListValues().filter(list -> !list.isEmpty()).isPresent()
                    || value.binaryListValues().filter(list -> !list.isEmpty()).isPresent()) {
                throw SqsErrors.invalidParameter(
                        "Message attribute list values in SendMessage operation are not" + " supported.");
            }
            checked.put(name, value(name, value.dataType(), value.stringValue(), value.binaryValue()));
        });
        if (checked.size() > SqsLimits.MESSAGE_ATTRIBUTES) {
            throw SqsErrors.invalidParameter("Number of message attributes [" + checked.size()
                    + "] exceeds the allowed maximum [" + SqsLimits.MESSAGE_ATTRIBUTES + "].");
        }
        return checked;
    }

    /// The one system attribute that a sender may set: `AWSTraceHeader`.
    static Map<String, StoredMessage.Value> system(SendMessageRequest input) {
        Map<String, StoredMessage.Value> checked = new LinkedHashMap<>();
        input.messageSystemAttributes().orElse(Map.of()).forEach((name, value) -> {
            if (!name.equals("AWSTraceHeader") || !value.dataType().equals("String")) {
                throw SqsErrors.invalidParameter("Message system attribute name '" + name + "' is invalid.");
            }
            checked.put(name, value(name, value.dataType(), value.stringValue(), value.binaryValue()));
        });
        return checked;
    }

    private static StoredMessage.Value value(String name, String type, Optional<String> text, Optional<Blob> bytes) {
        if (!TYPE.matcher(type).matches()) {
            throw SqsErrors.invalidParameter("The message attribute '" + name
                    + "' has an invalid message attribute type, the set of supported type prefixes is Binary, Number,"
                    + " and String.");
        }
        boolean isBinary = type.startsWith("Binary");
        boolean isEmpty = isBinary
                ? bytes.filter(value -> value.length() > 0).isEmpty()
                : text.filter(value -> !value.isEmpty()).isEmpty();
        if (isEmpty) {
            throw SqsErrors.invalidParameter("The message attribute '" + name
                    + "' must contain non-empty message attribute value for message attribute type '"
                    + (isBinary ? "Binary" : "String") + "'.");
        }
        if (isBinary) {
            return new StoredMessage.Value(type, Optional.empty(), bytes.map(Blob::toByteArray));
        }
        if (type.startsWith("Number") && !NUMBER.matcher(text.orElseThrow()).matches()) {
            throw SqsErrors.invalidParameter(
                    "Can't cast the value of message (user) attribute '" + name + "' to a number.");
        }
        return new StoredMessage.Value(type, text, Optional.empty());
    }

    /// What counts against the limit: body, and names, types and values of attributes.
    static long bytes(String body, Map<String, StoredMessage.Value> attributes) {
        long bytes = length(body);
        for (var attribute : attributes.entrySet()) {
            bytes += length(attribute.getKey())
                    + length(attribute.getValue().type())
                    + MessageDigests.bytes(attribute.getValue()).length;
        }
        return bytes;
    }

    private static int length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /// `SenderId`: a user's or role session's name here, as this cloud's principals have no unique ids of their own.
    static String sender(Principal principal) {
        return switch (principal) {
            case Principal.Root root -> root.account().id();
            case Principal.User user -> user.userName();
            case Principal.AssumedRole role -> role.roleName() + ":" + role.sessionName();
            case Principal.Service service -> service.name();
            case Principal.Anonymous nobody -> nobody.name();
        };
    }
}
