package samara.functions.image;

/// An image that can't be read, found or unpacked; the message is a sentence for whoever named the image.
public final class ImageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param message what is wrong with which image, and what to do
    public ImageException(String message) {
        super(message);
    }

    /// @param message what is wrong with which image
    /// @param cause what the system said
    public ImageException(String message, Throwable cause) {
        super(message, cause);
    }

    /// The sentence.
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
