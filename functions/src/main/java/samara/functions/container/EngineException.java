package samara.functions.container;

/// A container engine that did not do what it should; the sentence, and the engine's last lines.
public final class EngineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String output;

    /// @param output the engine's last lines
    public EngineException(String message, String output) {
        super(message);
        this.output = output;
    }

    /// The sentence.
    public String sentence() {
        return String.valueOf(getMessage());
    }

    /// The engine's last lines.
    public String output() {
        return output;
    }
}
