package samara.cloud.tls;

/// Something that was given as a certificate or a key and is none, or does not fit. The message is a sentence for the
/// one who gave it, and holds nothing of a key.
public final class BadCertificateException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// With what is wrong.
    public BadCertificateException(String message) {
        super(message);
    }

    /// With what is wrong, and what found it.
    public BadCertificateException(String message, Throwable cause) {
        super(message, cause);
    }
}
