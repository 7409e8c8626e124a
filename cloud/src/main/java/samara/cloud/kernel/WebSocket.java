package samara.cloud.kernel;

/// A client's WebSocket connection.
public interface WebSocket {

    /// Sends a text message. Waits while the client reads too slowly; a connection that has ended takes nothing.
    void send(String text);

    /// Ends the connection.
    ///
    /// @param status such as 1001
    void close(int status, String reason);

    /// What happens on a connection: one call after the other, on a virtual thread.
    interface Listener {
        /// The handshake was answered.
        void opened(WebSocket socket);

        /// A text message came.
        void message(String text);

        /// Something else came, which shows that the client is there.
        void pinged();

        /// The connection ended; the last call.
        ///
        /// @param status the close code: 1005 where the client gave none, 1006 where it went without a word
        void closed(int status, String reason);
    }

    /// What a client may send.
    record Limits(int frameBytes, int messageBytes) {}
}
