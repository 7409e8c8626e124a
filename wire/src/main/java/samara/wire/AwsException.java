package samara.wire;

/// An error that an AWS client is answered with. A service keeps one factory per error in its `…Errors` class; every
/// throw is a fresh exception. Carries no stack trace: it is an answer, not a fault.
public final class AwsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final int status;

    /// An error by AWS's code (`ResourceNotFoundException`), HTTP status and sentence.
    public AwsException(String code, int status, String message) {
        super(message, null, false, false);
        this.code = code;
        this.status = status;
    }

    /// AWS's code, as the service's API reference lists it.
    public String code() {
        return code;
    }

    /// The HTTP status: 4xx when the caller can mend it, 5xx when not.
    public int status() {
        return status;
    }

    /// The sentence for people.
    public String message() {
        return String.valueOf(getMessage());
    }
}
