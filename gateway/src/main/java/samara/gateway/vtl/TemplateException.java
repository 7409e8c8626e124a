package samara.gateway.vtl;

/// A mapping template is wrong, or failed.
public final class TemplateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TemplateException(String message, Throwable cause) {
        super(message, cause);
    }

    /// The sentence for the execution log.
    public String message() {
        return String.valueOf(getMessage());
    }
}
