package samara.gateway.vtl;

/// A template reads the body as JSON, and it is not.
public final class BodyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BodyException(String reason) {
        super("Could not parse request body into json: " + reason);
    }

    /// The sentence for the client.
    public String message() {
        return String.valueOf(getMessage());
    }
}
