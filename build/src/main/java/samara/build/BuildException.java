package samara.build;

/// A build that failed, said in one line that names the function, the manifest and what to do; the tool's last lines
/// come before it.
public final class BuildException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String output;

    /// @param output the last lines of the tool that failed, as it printed them; empty if there are none
    public BuildException(String message, String output) {
        super(message, null, false, false);
        this.output = output;
    }

    /// The sentence.
    public String message() {
        return String.valueOf(getMessage());
    }

    /// The tool's last lines.
    public String output() {
        return output;
    }
}
