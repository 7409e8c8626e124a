package samara.gateway.rest;

import java.util.Optional;

/// The gateway answers by itself. `log` is what only the execution log tells.
final class GatewayFault extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final FaultType type;
    private final @org.jspecify.annotations.Nullable String text;
    private final String log;

    GatewayFault(FaultType type, Optional<String> message, String log) {
        super(log, null, false, false);
        this.type = type;
        this.text = message.orElse(null);
        this.log = log;
    }

    GatewayFault(FaultType type, String message) {
        this(type, Optional.of(message), message);
    }

    /// What clients are not told more of than `Internal server error`.
    static GatewayFault internal(FaultType type, String log) {
        return new GatewayFault(type, Optional.of("Internal server error"), log);
    }

    FaultType type() {
        return type;
    }

    /// `$context.error.message`; API Gateway says `null` when an authorizer fails.
    Optional<String> message() {
        return Optional.ofNullable(text);
    }

    String log() {
        return log;
    }
}
