package samara.cloud.sqs;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The MD5 sums by which clients check what was sent.
///
/// See <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html>.
final class MessageDigests {
    private MessageDigests() {}

    static String ofBody(String body) {
        return md5(body.getBytes(StandardCharsets.UTF_8));
    }

    /// The sum of attributes by name: each name, type and value with its length before it; none where there are none.
    static Optional<String> ofAttributes(Map<String, StoredMessage.Value> attributes) {
        if (attributes.isEmpty()) {
            return Optional.empty();
        }
        var out = new ByteArrayOutputStream();
        new TreeMap<>(attributes).forEach((name, value) -> {
            part(out, name.getBytes(StandardCharsets.UTF_8));
            part(out, value.type().getBytes(StandardCharsets.UTF_8));
            out.write(value.bytes().isPresent() ? 2 : 1);
            part(out, bytes(value));
        });
        return Optional.of(md5(out.toByteArray()));
    }

    static byte[] bytes(StoredMessage.Value value) {
        return value.bytes().orElseGet(() -> value.text().orElse("").getBytes(StandardCharsets.UTF_8));
    }

    private static void part(ByteArrayOutputStream out, byte[] bytes) {
        out.writeBytes(ByteBuffer.allocate(4).putInt(bytes.length).array());
        out.writeBytes(bytes);
    }

    private static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has MD5.", e);
        }
    }
}
