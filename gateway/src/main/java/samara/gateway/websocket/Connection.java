package samara.gateway.websocket;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import samara.gateway.ApiRequest;

/// A client's connection, from its handshake on.
///
/// @param authorizer what the authorizer said of the client; empty where there is none
/// @param identity what IAM says of who signed, and which API key was admitted, as `requestContext.identity` has it
/// @param request the handshake
public record Connection(
        String id,
        Instant connectedAt,
        ApiRequest request,
        Map<String, Object> authorizer,
        Map<String, String> identity) {

    /// One of whose client nothing is known yet.
    static Connection of(String id, Instant connectedAt, ApiRequest request) {
        return new Connection(id, connectedAt, request, Map.of(), Map.of());
    }

    Connection known(Map<String, Object> authorizer, Map<String, String> identity) {
        return new Connection(id, connectedAt, request, authorizer, identity);
    }

    Connection keyed(Map<String, String> key) {
        Map<String, String> more = new LinkedHashMap<>(identity);
        more.putAll(key);
        return known(authorizer, more);
    }

    /// The client's address.
    public String sourceIp() {
        return request.client().sourceIp();
    }

    /// What the client calls itself; empty where it says nothing.
    public String userAgent() {
        return request.headers().get("User-Agent").orElse("");
    }
}
