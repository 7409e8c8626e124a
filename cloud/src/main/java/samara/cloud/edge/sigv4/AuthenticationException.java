package samara.cloud.edge.sigv4;

/// Why a request's signature was not taken. What the client is told depends on its protocol.
public final class AuthenticationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /// What is wrong.
    public enum Kind {
        /// There is no signature.
        MISSING,
        /// The signature's parts are not what they must be.
        INCOMPLETE,
        /// Nobody has this access key.
        UNKNOWN_KEY,
        /// The session token is not the access key's.
        WRONG_TOKEN,
        /// The signature is another one than the request's.
        MISMATCH,
        /// The temporary credentials have ended.
        EXPIRED_TOKEN,
        /// The request was signed too long ago, or in the future.
        SKEWED,
        /// The presigned URL has ended.
        EXPIRED_URL,
        /// The body is not the one that was signed.
        WRONG_BODY,
        /// The body is larger than what is taken.
        BODY_TOO_LARGE
    }

    AuthenticationException(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    /// What is wrong.
    public Kind kind() {
        return kind;
    }

    /// The sentence for people.
    public String message() {
        return String.valueOf(getMessage());
    }
}
