package samara.cloud.iam.policy;

/// A text that is no policy document. The message says what is wrong and where in it.
public final class PolicySyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PolicySyntaxException(String message) {
        super(message, null, false, false);
    }

    /// The sentence for people.
    public String message() {
        return String.valueOf(getMessage());
    }
}
