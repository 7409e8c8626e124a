package samara.wire.protocol;

import java.io.IOException;
import java.io.UncheckedIOException;
import samara.wire.AwsException;
import samara.wire.Body;

/// Bodies of requests in memory.
final class Bodies {
    /// The largest request that is not streamed: Lambda's 50 MB of a zip file in Base64, and room for the rest.
    static final int MAX_BYTES = 80 * 1024 * 1024;

    private Bodies() {}

    static byte[] read(Body body) {
        if (body.length() > MAX_BYTES) {
            throw new AwsException(
                    "RequestEntityTooLargeException", 413, "The request is longer than " + MAX_BYTES + " bytes.");
        }
        try {
            return body.toBytes(MAX_BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
