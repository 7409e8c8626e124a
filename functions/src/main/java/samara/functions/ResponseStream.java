package samara.functions;

import java.io.IOException;

/// Takes a streamed answer, part by part. Called by the thread that invoked the function; one that blocks slows the
/// function down.
public interface ResponseStream {
    /// The answer begins.
    ///
    /// @param contentType `application/vnd.awslambda.http-integration-response` where the first part starts with JSON
    ///     about status and headers and eight NULs, as function URLs take it
    void begin(String contentType) throws IOException;

    /// Some bytes more.
    void write(byte[] part) throws IOException;
}
