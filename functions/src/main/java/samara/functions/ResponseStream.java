package samara.functions;

import java.io.IOException;

/// Takes a streamed answer, part by part. Called by the thread that invoked the function; one that blocks slows the
/// function down.
public interface ResponseStream {
    /// The answer begins. With the content type that function URLs know (see Lambda's response streaming), its first
    /// bytes are JSON about status and headers, and eight NULs.
    void begin(String contentType) throws IOException;

    /// Some bytes more.
    void write(byte[] part) throws IOException;
}
