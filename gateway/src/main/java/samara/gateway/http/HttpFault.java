package samara.gateway.http;

import java.util.Map;
import samara.gateway.Headers;

/// Ends a request with one of the gateway's own answers.
final class HttpFault extends RuntimeException {
    private static final Map<Integer, String> MESSAGES = Map.of(
            401, "Unauthorized",
            403, "Forbidden",
            404, "Not Found",
            413, "Request Entity Too Large",
            429, "Too Many Requests",
            500, "Internal Server Error",
            503, "Service Unavailable");

    private final int status;
    private final String reason;
    private final transient Headers headers;

    /// @param reason a sentence for the log: the client hears nothing of it
    HttpFault(int status, String reason) {
        this(status, reason, new Headers());
    }

    HttpFault(int status, String reason, Headers headers) {
        super(reason, null, false, false);
        this.status = status;
        this.reason = reason;
        this.headers = headers;
    }

    int status() {
        return status;
    }

    String message() {
        return MESSAGES.getOrDefault(status, "Bad Request");
    }

    /// `$context.error.responseType`: the gateway response that a REST API would give.
    String responseType() {
        return switch (status) {
            case 401 -> "UNAUTHORIZED";
            case 403 -> "ACCESS_DENIED";
            case 404 -> "RESOURCE_NOT_FOUND";
            case 413 -> "REQUEST_TOO_LARGE";
            case 429 -> "THROTTLED";
            case 400 -> "BAD_REQUEST_PARAMETERS";
            default -> "INTEGRATION_FAILURE";
        };
    }

    String reason() {
        return reason;
    }

    Headers headers() {
        return headers;
    }
}
