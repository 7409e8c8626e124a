package samara.gateway.websocket;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import samara.gateway.BackendAnswer;
import samara.gateway.Backends;
import samara.gateway.Headers;
import samara.gateway.UnsupportedApiException;
import samara.gateway.http.DeployedHttpApi;
import samara.gateway.http.HttpIntegration;
import samara.gateway.http.HttpStage;
import samara.gateway.http.Route;
import samara.gateway.json.Json;
import samara.gateway.json.JsonSyntaxException;
import samara.gateway.rest.Deadline;
import samara.gateway.vtl.BodyException;
import samara.gateway.vtl.InputVariable;
import samara.gateway.vtl.MappingTemplate;
import samara.gateway.vtl.TemplateException;

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

    /// @throws UnsupportedApiException where an integration asks for something that is not built
    static void check(HttpIntegration integration) {
        if (!Set.of("AWS_PROXY", "HTTP_PROXY", "MOCK").contains(integration.type())) {
            throw new UnsupportedApiException("An integration of the type `" + integration.type()
                    + "` of a WebSocket API is not built yet: AWS_PROXY, HTTP_PROXY and MOCK are.");
        }
        if (integration.subtype().isPresent()
                || integration.connectionType().filter("VPC_LINK"::equals).isPresent()) {
            throw new UnsupportedApiException("Integration subtypes and VPC links are not built for WebSocket APIs.");
        }
        if (!integration.requestTemplates().isEmpty() && !integration.type().equals("MOCK")) {
            throw new UnsupportedApiException("`RequestTemplates` are built for integrations of the type MOCK only.");
        }
        if (!integration.requestParameters().isEmpty()
                || !integration.responseParameters().isEmpty()) {
            throw new UnsupportedApiException("Parameter mappings are not built for WebSocket APIs.");
        }
        integration.templateSelectionExpression().ifPresent(SelectionExpression::new);
        integration.requestTemplates().values().forEach(MessageIntegrations::parsed);
    }

    private static MappingTemplate parsed(String template) {
        try {
            return MappingTemplate.parse(template);
        } catch (TemplateException e) {
            throw new UnsupportedApiException(String.valueOf(e.getMessage()));
        }
    }

    /// @param event what a function is sent
    /// @param body what an endpoint is sent
    /// @throws WebSocketFault where there is no answer
    Result call(Route route, WebSocketEvent x, Map<String, Object> event, String body) {
        HttpIntegration integration = route.integrationId()
                .map(deployed.api().integrations()::get)
                .orElseThrow(() -> WebSocketFault.internal(500, "The route `" + route.key() + "` has no integration."));
        return switch (integration.type()) {
            case "AWS_PROXY" -> function(integration, x, event);
            case "HTTP_PROXY" -> endpoint(integration, body);
            default -> mock(integration, x, body);
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
                deployed.arn(deployed.stage().name() + "/" + x.routeKey()),
                Optional.of(x.id().traceHeader()));
        return switch (Deadline.within(integration.timeoutMillis(), () -> backends.invoke(call))) {
            case BackendAnswer.Returned returned
            when returned.error() ->
                throw WebSocketFault.internal(502, "The function failed: " + text(returned.payload()));
            case BackendAnswer.Returned returned -> returned(returned.payload());
            case BackendAnswer.Answered _ -> throw WebSocketFault.internal(500, "A function gave an HTTP answer.");
            case BackendAnswer.Refused refused -> throw WebSocketFault.internal(500, refused.reason());
            case BackendAnswer.Unreachable unreachable -> throw WebSocketFault.internal(500, unreachable.reason());
            case BackendAnswer.TimedOut _ -> throw late(integration);
        };
    }

    private static Result returned(byte[] payload) {
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

    private Result endpoint(HttpIntegration integration, String body) {
        var call = new Backends.HttpCall(
                integration.method().filter(name -> !name.equals("ANY")).orElse("POST"),
                integration.uri().orElse(""),
                new Headers().add("Content-Type", "application/json"),
                body.getBytes(StandardCharsets.UTF_8),
                integration.timeoutMillis(),
                false,
                Optional.empty());
        return switch (Deadline.within(integration.timeoutMillis(), () -> backends.fetch(call))) {
            case BackendAnswer.Answered answered -> new Result(answered.status(), Optional.of(text(answered.body())));
            case BackendAnswer.Returned _ -> throw WebSocketFault.internal(500, "An endpoint returned as a function.");
            case BackendAnswer.Refused refused -> throw WebSocketFault.internal(500, refused.reason());
            case BackendAnswer.Unreachable unreachable -> throw WebSocketFault.internal(500, unreachable.reason());
            case BackendAnswer.TimedOut _ -> throw late(integration);
        };
    }

    /// A mock answers with the status that its template names, and without one with 200.
    private static Result mock(HttpIntegration integration, WebSocketEvent x, String body) {
        Map<String, String> templates = integration.requestTemplates();
        String template = integration
                .templateSelectionExpression()
                .flatMap(expression -> new SelectionExpression(expression).select(body))
                .map(templates::get)
                .orElse(templates.getOrDefault(Route.DEFAULT, "{\"statusCode\": 200}"));
        try {
            String text = parsed(template)
                    .render(
                            new InputVariable(body, Map.of()),
                            x.context(),
                            x.deployed().stage().variables());
            if (Json.read(text) instanceof Map<?, ?> map && map.get("statusCode") instanceof Integer status) {
                return new Result(status, Optional.empty());
            }
            throw WebSocketFault.internal(500, "The mock's template yields no `statusCode`.");
        } catch (TemplateException | BodyException | JsonSyntaxException e) {
            throw WebSocketFault.internal(500, "The mock's template yields no JSON: " + e.getMessage());
        }
    }

    private static WebSocketFault late(HttpIntegration integration) {
        return new WebSocketFault(
                504,
                "Endpoint request timed out",
                "The integration did not answer within " + integration.timeoutMillis() + " ms.");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
