package samara.functions;

/// All environments that the function may have are at work. The caller may try again.
public final class ConcurrencyExceededException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ConcurrencyExceededException(FunctionSpec function) {
        super(
                "The function `" + function.name() + "` runs " + function.concurrency() + " times already.",
                null,
                false,
                false);
    }
}
