package samara.cloud;

/// The cloud cannot be started for a reason that the user can mend; the message says what and how.
public final class CloudStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CloudStartException(String message) {
        super(message);
    }
}
