package samara.cloud.xray.filter;

/// An expression that is none, or that says what is not built.
public final class FilterSyntaxException extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean notBuilt;

    private FilterSyntaxException(String message, boolean notBuilt) {
        super(message);
        this.notBuilt = notBuilt;
    }

    static FilterSyntaxException at(int position, String message) {
        return new FilterSyntaxException(message + " (character " + (position + 1) + ")", false);
    }

    static FilterSyntaxException notBuilt(String keyword) {
        return new FilterSyntaxException("`" + keyword + "` in filter expressions", true);
    }

    /// Whether AWS has what was asked for, and this cloud does not; the message names it.
    public boolean isNotBuilt() {
        return notBuilt;
    }
}
