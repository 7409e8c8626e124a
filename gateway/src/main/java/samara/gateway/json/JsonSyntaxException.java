package samara.gateway.json;

import tools.jackson.core.JacksonException;

/// A text that was to be JSON is not.
public final class JsonSyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// With a sentence of what is wrong.
    public JsonSyntaxException(String message) {
        super(message);
    }

    JsonSyntaxException(JacksonException cause) {
        super(cause.getOriginalMessage(), cause);
    }

    /// The sentence.
    public String message() {
        return String.valueOf(getMessage());
    }
}
