package samara.gateway.websocket;

/// A connection or message that is not served.
final class WebSocketFault extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final String shown;

    /// @param shown what the client is told
    /// @param reason what the log is told
    WebSocketFault(int status, String shown, String reason) {
        super(reason, null, false, false);
        this.status = status;
        this.shown = shown;
    }

    static WebSocketFault internal(int status, String reason) {
        return new WebSocketFault(status, "Internal server error", reason);
    }

    int status() {
        return status;
    }

    String shown() {
        return shown;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
