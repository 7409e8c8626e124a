package samara.cloud.kernel;

import java.io.InputStream;
import java.util.Optional;

/// A request as it came in on the cloud's port: nothing of its target is decoded or normalised.
///
/// @param rawPath the path as it was sent, such as `/a//b%2Fc`; starts with a slash
/// @param rawQuery what came after the first `?`
/// @param host the host that was addressed, in lower case and without the port
/// @param body is read once; ends early with an `IOException` where the client went away
/// @param sourceIp the client's address
/// @param requestId the id under which the edge logs this request
/// @param transport the connection that it came by
public record HttpRequest(
        String method,
        String rawPath,
        Optional<String> rawQuery,
        Headers headers,
        InputStream body,
        String host,
        String sourceIp,
        String requestId,
        Transport transport) {

    /// A request that the cloud makes for itself: no connection brought it.
    public HttpRequest(
            String method,
            String rawPath,
            Optional<String> rawQuery,
            Headers headers,
            InputStream body,
            String host,
            String sourceIp,
            String requestId) {
        this(method, rawPath, rawQuery, headers, body, host, sourceIp, requestId, Transport.plain("HTTP/1.1"));
    }

    /// The same request with another body, such as one that was decoded.
    public HttpRequest withBody(InputStream other) {
        return new HttpRequest(method, rawPath, rawQuery, headers, other, host, sourceIp, requestId, transport);
    }

    /// The target as it was sent.
    public String rawTarget() {
        return rawQuery.isPresent() ? rawPath + "?" + rawQuery.get() : rawPath;
    }
}
