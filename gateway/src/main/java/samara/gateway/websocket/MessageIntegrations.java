package samara.gateway.websocket;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import samara.gateway.BackendAnswer;
import samara.gateway.Backends;
import samara.gateway.UnsupportedApiException;
import samara.gateway.http.DeployedHttpApi;
import samara.gateway.http.HttpIntegration;
import samara.gateway.http.HttpStage;
import samara.gateway.http.Route;
import samara.gateway.json.Json;
import samara.gateway.json.JsonSyntaxException;

/// Calls what the routes of a WebSocket API lead to.
record MessageIntegrations(DeployedHttpApi deployed, Backends backends) {

    /// What an integration answered.
    ///
    /// @param status 200 where the integration says none
    /// @param protocol the `Sec-WebSocket-Protocol` header of a function's answer
    record Result(int status, Optional<String> body, Optional<String> protocol) {
        Result(int status, Optional<String> body) {
            this(status, body, Optional.empty());
        }
    }

    /// @param source what an endpoint is sent
    /// @param event what a function is sent
    /// @throws WebSocketFault where there is no answer
    Result call(Route route, MessageSource source, Map<String, Object> event) {
        HttpIntegration integration = route.integrationId()
                .map(deployed.api().integrations()::get)
                .orElseThrow(() -> WebSocketFault.internal(500, "The route `" + route.key() + "` has no integration."));
        var mapped = new MappedIntegration(backends, integration, source);
        return switch (integration.type()) {
            case "AWS_PROXY" -> function(integration, source.event(), event);
            case "HTTP_PROXY" -> {
                var answer = mapped.fetch(source.body().getBytes(StandardCharsets.UTF_8));
                yield new Result(answer.status(), Optional.of(text(answer.body())));
            }
            default -> mapped.call();
        };
    }

    private Result function(HttpIntegration integration, WebSocketEvent x, Map<String, Object> event) {
        String function;
        try {
            function = HttpStage.function(
                    integration.uri().orElse(""),
                    deployed.stage().variables(),
                    "the integration `" + integration.id() + "`");
        } catch (UnsupportedApiException e) {
            throw WebSocketFault.internal(500, String.valueOf(e.getMessage()));
        }
        var call = new Backends.FunctionCall(
                function,
                Json.write(event),
                false,
                integration.credentials(),
                x.arn(),
                Optional.of(x.id().traceHeader()));
        BackendAnswer.Returned returned =
                returned(integration, x.phases().integration(integration.timeoutMillis(), () -> backends.invoke(call)));
        if (returned.error()) {
            throw WebSocketFault.internal(502, "The function failed: " + text(returned.payload()));
        }
        return result(returned.payload());
    }

    /// What a function returned, an error document or not.
    ///
    /// @throws WebSocketFault where it did not
    static BackendAnswer.Returned returned(HttpIntegration integration, BackendAnswer answer) {
        if (answer instanceof BackendAnswer.Returned returned) {
            return returned;
        }
        throw fault(integration, answer);
    }

    /// What an endpoint or an action answered.
    ///
    /// @throws WebSocketFault where it did not
    static BackendAnswer.Answered answered(HttpIntegration integration, BackendAnswer answer) {
        if (answer instanceof BackendAnswer.Answered answered) {
            return answered;
        }
        throw fault(integration, answer);
    }

    private static WebSocketFault fault(HttpIntegration integration, BackendAnswer answer) {
        return switch (answer) {
            case BackendAnswer.Refused refused -> WebSocketFault.internal(500, refused.reason());
            case BackendAnswer.Unreachable unreachable -> WebSocketFault.internal(500, unreachable.reason());
            case BackendAnswer.TimedOut _ ->
                new WebSocketFault(
                        504,
                        "Endpoint request timed out",
                        "The integration did not answer within " + integration.timeoutMillis() + " ms.");
            case BackendAnswer.Answered _ -> WebSocketFault.internal(500, "A function gave an HTTP answer.");
            case BackendAnswer.Returned _ -> WebSocketFault.internal(500, "An endpoint returned as a function.");
        };
    }

    private static Result result(byte[] payload) {
        Object read;
        try {
            read = Json.read(payload);
        } catch (JsonSyntaxException e) {
            throw malformed();
        }
        if (!(read instanceof Map<?, ?> answer)) {
            throw malformed();
        }
        int status = switch (answer.get("statusCode")) {
            case Integer number -> number;
            case String digits when digits.matches("[1-5]\\d\\d") -> Integer.parseInt(digits);
            case null, default -> throw malformed();
        };
        return new Result(
                status, body(answer.get("body"), answer.get("isBase64Encoded")), protocol(answer.get("headers")));
    }

    private static Optional<String> protocol(@Nullable Object headers) {
        return headers instanceof Map<?, ?> map
                ? map.entrySet().stream()
                        .filter(header -> String.valueOf(header.getKey()).equalsIgnoreCase("Sec-WebSocket-Protocol"))
                        .map(header -> String.valueOf(header.getValue()))
                        .findFirst()
                : Optional.empty();
    }

    private static Optional<String> body(@Nullable Object body, @Nullable Object encoded) {
        if (body == null) {
            return Optional.empty();
        }
        String text = body instanceof String string ? string : Json.text(body);
        try {
            return Optional.of(
                    Boolean.TRUE.equals(encoded)
                            ? new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8)
                            : text);
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
    }

    private static WebSocketFault malformed() {
        return WebSocketFault.internal(
                502, "The function's answer is malformed: an object with a `statusCode` was expected.");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
