package samara.cli.args;

/// The command line does not make sense: exit code 2, as `sam` has it.
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// A sentence that names the option or the word at fault.
    public UsageException(String message) {
        super(message, null, false, false);
    }

    /// The sentence.
    public String message() {
        return String.valueOf(getMessage());
    }
}
