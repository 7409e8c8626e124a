package samara.functions.runtime;

/// A runtime that cannot be run here; the message says what to install, or that it is not built.
public final class UnsupportedRuntimeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param message a sentence that says what to do
    public UnsupportedRuntimeException(String message) {
        super(message, null, false, false);
    }
}
