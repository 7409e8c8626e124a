package samara.gateway;

/// An API asks for something that is not built, or contradicts itself. Thrown when the API or its stage is made, never
/// when it is called.
public final class UnsupportedApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// With a sentence that names what and where.
    public UnsupportedApiException(String message) {
        super(message, null, false, false);
    }

    /// The sentence.
    public String message() {
        return String.valueOf(getMessage());
    }
}
