package samara.functions.extension;

import java.util.Map;

/// Where the answer to a request goes, at once or later. Safe for use by any thread.
public interface Reply {
    /// @param headers beside the content type and length
    void send(int status, Map<String, String> headers, String json);

    /// An answer without headers.
    default void send(int status, String json) {
        send(status, Map.of(), json);
    }

    /// An answer as AWS shapes refusals.
    default void refuse(int status, String errorType, String message) {
        var document = new java.util.LinkedHashMap<String, Object>();
        document.put("errorMessage", message);
        document.put("errorType", errorType);
        send(status, Json.text(document));
    }
}
