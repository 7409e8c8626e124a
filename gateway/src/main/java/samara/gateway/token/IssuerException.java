package samara.gateway.token;

/// The issuer of a token can't be asked for its keys. Its message is a sentence for the execution log.
public final class IssuerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    IssuerException(String message) {
        super(message, null, false, false);
    }
}
