package samara.lambda;

/** Something that is wrong with the function itself, as Lambda words it. */
final class Fault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    final String errorType;

    Fault(String errorType, String message, Throwable cause) {
        super(message, cause);
        this.errorType = errorType;
    }
}
