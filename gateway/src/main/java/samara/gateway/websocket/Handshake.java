package samara.gateway.websocket;

import java.util.Optional;
import samara.gateway.ApiResponse;

/// What becomes of a client that wants to connect.
public sealed interface Handshake {
    /// It may.
    ///
    /// @param protocol the subprotocol that the function chose (`Sec-WebSocket-Protocol`)
    record Accepted(Connection connection, Optional<String> protocol) implements Handshake {}

    /// It may not; this is the answer to its HTTP request.
    record Rejected(ApiResponse response) implements Handshake {}
}
