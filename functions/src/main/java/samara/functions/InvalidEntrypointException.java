package samara.functions;

/// There is no program to start: Lambda's `Runtime.InvalidEntrypoint`. The function fails, not the caller.
final class InvalidEntrypointException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidEntrypointException(String message) {
        super(message, null, false, false);
    }
}
