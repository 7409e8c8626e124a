package samara.cli.init.jinja;

/// What is wrong with a template, with its place: `README.md:3: the filter 'foo' is not built.`
public final class JinjaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JinjaException(String message) {
        super(message, null, false, false);
    }

    /// The sentence.
    public String message() {
        return String.valueOf(getMessage());
    }
}
