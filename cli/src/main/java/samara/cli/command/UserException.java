package samara.cli.command;

/// Something that the user can mend: one line of what, where and what to do. Exit code 1.
public final class UserException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// A sentence with its full stop, then what to do about it.
    public UserException(String message) {
        super(message, null, false, false);
    }

    /// The line.
    public String message() {
        return String.valueOf(getMessage());
    }
}
