package samara.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.zip.CRC32;

/// A message of AWS's [event stream
/// encoding](https://docs.aws.amazon.com/AmazonS3/latest/API/RESTSelectObjectAppendix.html): operations whose output
/// has an event stream answer with a [Body] of these.
public final class EventMessage {
    /// The content type of a stream of messages.
    public static final String CONTENT_TYPE = "application/vnd.amazon.eventstream";

    private static final int PRELUDE_BYTES = 12;
    private static final int CHECKSUM_BYTES = 4;
    private static final byte TEXT = 7;

    private EventMessage() {}

    /// The bytes of an event.
    ///
    /// @param type the name of the member of AWS's union
    /// @param contentType of the payload
    public static byte[] event(String type, String contentType, byte[] payload) {
        SequencedMap<String, String> headers = new LinkedHashMap<>();
        headers.put(":message-type", "event");
        headers.put(":event-type", type);
        headers.put(":content-type", contentType);
        return message(headers, payload);
    }

    private static byte[] message(SequencedMap<String, String> headers, byte[] payload) {
        byte[] head = encoded(headers);
        int length = PRELUDE_BYTES + head.length + payload.length + CHECKSUM_BYTES;
        ByteBuffer out = ByteBuffer.allocate(length);
        out.putInt(length).putInt(head.length);
        out.putInt(checksum(out)).put(head).put(payload);
        out.putInt(checksum(out));
        return out.array();
    }

    private static byte[] encoded(Map<String, String> headers) {
        var out = new ByteArrayOutputStream(128);
        headers.forEach((name, value) -> {
            byte[] text = value.getBytes(StandardCharsets.UTF_8);
            out.write(name.length());
            out.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
            out.write(TEXT);
            out.write(text.length >> 8);
            out.write(text.length);
            out.writeBytes(text);
        });
        return out.toByteArray();
    }

    /// Of all that was written so far.
    private static int checksum(ByteBuffer written) {
        var crc = new CRC32();
        crc.update(written.array(), 0, written.position());
        return (int) crc.getValue();
    }
}
