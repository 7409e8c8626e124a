package samara.wire;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An error that an AWS client is answered with. A service keeps one factory per error in its `…Errors` class; every
/// throw is a fresh exception. Carries no stack trace: it is an answer, not a fault.
public final class AwsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final int status;
    private final transient @Nullable Structure details;

    /// An error by AWS's code (`ResourceNotFoundException`), HTTP status and sentence.
    public AwsException(String code, int status, String message) {
        this(code, status, message, null);
    }

    private AwsException(String code, int status, String message, @Nullable Structure details) {
        super(message, null, false, false);
        this.code = code;
        this.status = status;
        this.details = details;
    }

    /// The same error with more to tell: the generated record of its shape, such as
    /// `TransactionCanceledException` with its reasons.
    public AwsException with(Structure itsDetails) {
        return new AwsException(code, status, message(), itsDetails);
    }

    /// The members of the error's shape, where it has more than a message.
    public Optional<Structure> details() {
        return Optional.ofNullable(details);
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
