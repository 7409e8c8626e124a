package samara.gateway.websocket;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import samara.gateway.http.HttpApiStage.RouteSettings;

/// What the execution log tells of one handshake or message: all at the level `INFO`, at `ERROR` why it failed, and
/// with data trace what came in and what goes out.
///
/// See [logging](https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-logging.html).
final class ExecutionLog {
    private final RouteSettings settings;
    private final List<String> lines = new ArrayList<>(0);

    ExecutionLog(RouteSettings settings) {
        this.settings = settings;
    }

    private boolean isInfo() {
        return settings.loggingLevel().filter("INFO"::equals).isPresent();
    }

    private boolean isOn() {
        return settings.loggingLevel().filter(level -> !level.equals("OFF")).isPresent();
    }

    void begin(WebSocketEvent event, String body) {
        if (isInfo()) {
            lines.add("Extended Request Id: " + event.id().extendedRequestId());
            lines.add("Starting execution for request: " + event.id().extendedRequestId());
            lines.add("WebSocket Request Route: [" + event.routeKey() + "]");
            trace("Method request body before transformations: ", body);
        }
    }

    /// @param body what the integration answered
    void end(int status, Optional<String> body) {
        if (isInfo()) {
            body.ifPresent(text -> trace("Method response body after transformations: ", text));
            lines.add("Successfully completed execution");
            lines.add("Method completed with status: " + status);
        }
    }

    private void trace(String what, String text) {
        if (settings.dataTraceEnabled().orElse(false)) {
            lines.add(what + text);
        }
    }

    /// Why a stage's fault came about is always told, for the cloud's own log.
    void failed(WebSocketFault fault) {
        if (isOn() || fault.status() >= 500) {
            lines.add(fault.reason());
        }
        if (isInfo()) {
            lines.add("Method completed with status: " + fault.status());
        }
    }

    List<String> lines() {
        return lines;
    }
}
