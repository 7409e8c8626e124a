package samara.gateway.websocket;

import java.time.Instant;
import java.util.Map;
import samara.gateway.ApiRequest;

/// A client's connection, from its handshake on.
///
/// @param authorizer what the authorizer said of the client; empty where there is none
/// @param request the handshake
public record Connection(String id, Instant connectedAt, ApiRequest request, Map<String, Object> authorizer) {

    /// The client's address.
    public String sourceIp() {
        return request.client().sourceIp();
    }

    /// What the client calls itself; empty where it says nothing.
    public String userAgent() {
        return request.headers().get("User-Agent").orElse("");
    }
}
