package samara.gateway.websocket;

/// A connection or message that is not served.
final class WebSocketFault extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String INVALID_BODY = "Invalid request body";
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

    /// A message that its model refuses.
    static WebSocketFault invalid(String validation) {
        return new WebSocketFault(400, INVALID_BODY, validation);
    }

    /// What is wrong with a message that its model refuses; empty for other faults.
    String validation() {
        return shown.equals(INVALID_BODY) ? reason() : "";
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
