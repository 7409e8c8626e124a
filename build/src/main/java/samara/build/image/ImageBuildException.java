package samara.build.image;

/// A Dockerfile that can't be built: a sentence, and the last lines of what the failed step wrote.
public final class ImageBuildException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String output;

    /// @param output what the failed step wrote last; empty if nothing
    public ImageBuildException(String message, String output) {
        super(message, null, false, false);
        this.output = output;
    }

    /// The sentence.
    public String message() {
        return String.valueOf(getMessage());
    }

    /// The step's last lines.
    public String output() {
        return output;
    }
}
