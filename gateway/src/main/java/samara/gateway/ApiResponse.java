package samara.gateway;

import java.io.InputStream;
import java.util.Optional;

/// One HTTP answer. Content-Length and the like are the socket's.
///
/// @param body empty where the answer is streamed
/// @param stream the body of an answer that is passed on while a backend writes it; who sends it closes it
public record ApiResponse(int status, Headers headers, byte[] body, Optional<InputStream> stream) {
    /// An answer that is there as a whole.
    public ApiResponse(int status, Headers headers, byte[] body) {
        this(status, headers, body, Optional.empty());
    }
}
