package samara.cloud.apigateway;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import samara.gateway.json.Json;

/// What a function writes, out of the event stream with which `InvokeWithResponseStream` answers. Reading fails where
/// the function did.
///
/// @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_InvokeWithResponseStream.html">
///     InvokeWithResponseStream</a>
final class FunctionStream extends InputStream {
    private static final int PRELUDE_BYTES = 12;
    private static final int CHECKSUM_BYTES = 4;
    private static final byte[] NOTHING = {};

    private final DataInputStream in;
    private byte[] chunk = NOTHING;
    private int at;
    private boolean ended;

    FunctionStream(InputStream in) {
        this.in = new DataInputStream(in);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        while (at == chunk.length && !ended) {
            next();
        }
        if (ended || length == 0) {
            return ended ? -1 : 0;
        }
        int count = Math.min(length, chunk.length - at);
        System.arraycopy(chunk, at, to, offset, count);
        at += count;
        return count;
    }

    private void next() throws IOException {
        int length = in.readInt();
        int headers = in.readInt();
        in.readInt(); // the prelude's checksum: these bytes have left no process
        String head = new String(in.readNBytes(headers), StandardCharsets.UTF_8);
        byte[] payload = in.readNBytes(length - PRELUDE_BYTES - headers - CHECKSUM_BYTES);
        in.readInt();
        at = 0;
        if (head.contains("PayloadChunk")) {
            chunk = payload;
        } else {
            ended = true;
            if (Json.read(payload) instanceof Map<?, ?> complete && complete.get("ErrorCode") != null) {
                throw new IOException(complete.get("ErrorCode") + ": " + message(complete.get("ErrorDetails")));
            }
        }
    }

    /// What a function's error document says.
    private static String message(@Nullable Object details) {
        byte[] document = String.valueOf(details).getBytes(StandardCharsets.UTF_8);
        return samara.gateway.rest.Faults.errorMessage(document).orElse("no message");
    }

    @Override
    public int available() {
        return chunk.length - at;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
