package samara.gateway.websocket;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.gateway.BackendAnswer;
import samara.gateway.Backends;
import samara.gateway.Headers;
import samara.gateway.UnsupportedApiException;
import samara.gateway.http.HttpIntegration;
import samara.gateway.http.Route;
import samara.gateway.json.Json;
import samara.gateway.json.JsonSyntaxException;
import samara.gateway.rest.Faults;
import samara.gateway.rest.Parameters;
import samara.gateway.rest.RequestPlace;
import samara.gateway.rest.Target;
import samara.gateway.rest.Targets;

/// Integrations that are no proxies: a function, an AWS action, an HTTP endpoint, or nothing (mock), behind templates
/// and parameter mappings. What comes back goes through an integration response ([MappedAnswer]).
record MappedIntegration(Backends backends, HttpIntegration integration, MessageSource source) {

    /// What goes to the backend.
    private record Outgoing(Headers headers, Map<String, List<String>> query, Map<String, String> path, byte[] body) {}

    MessageIntegrations.Result call() {
        Outgoing out = outgoing(body());
        return switch (integration.type()) {
            case "AWS" -> aws(out);
            case "HTTP" -> {
                var answer = fetched(out);
                yield new MappedAnswer(integration, source).of(Integer.toString(answer.status()), answer);
            }
            default -> mock(out);
        };
    }

    private MessageIntegrations.Result aws(Outgoing out) {
        Target target;
        try {
            target = Targets.aws(
                    Targets.fill(integration.uri().orElse(""), source.stageVariables()),
                    "the integration `" + integration.id() + "`");
        } catch (UnsupportedApiException e) {
            throw WebSocketFault.internal(500, String.valueOf(e.getMessage()));
        }
        return switch (target) {
            case Target.Function(String function) -> function(function, out);
            case Target.Action(Backends.ActionUri uri, String path) -> {
                var call = new Backends.ServiceCall(
                        uri,
                        integration.method().orElse("POST"),
                        RequestPlace.url(path, out.path(), out.query()),
                        out.headers(),
                        out.body(),
                        integration.credentials(),
                        source.event().arn());
                var answer = MessageIntegrations.answered(
                        integration,
                        source.event().phases().integration(integration.timeoutMillis(), () -> backends.call(call)));
                yield new MappedAnswer(integration, source).of(Integer.toString(answer.status()), answer);
            }
            case Target.FunctionProxy _, Target.HttpProxy _, Target.Http _, Target.Mock _ ->
                throw new IllegalStateException("An integration of the type AWS is a function or an action.");
        };
    }

    private MessageIntegrations.Result function(String function, Outgoing out) {
        boolean asynchronous = out.headers()
                .get("X-Amz-Invocation-Type")
                .map("Event"::equalsIgnoreCase)
                .orElse(false);
        var call = new Backends.FunctionCall(
                function,
                out.body(),
                asynchronous,
                integration.credentials(),
                source.event().arn(),
                Optional.of(source.event().id().traceHeader()));
        BackendAnswer.Returned returned = MessageIntegrations.returned(
                integration,
                source.event().phases().integration(integration.timeoutMillis(), () -> backends.invoke(call)));
        String selector =
                returned.error() ? Faults.errorMessage(returned.payload()).orElse("") : "";
        return new MappedAnswer(integration, source)
                .of(
                        selector,
                        new BackendAnswer.Answered(returned.error() ? 502 : 200, new Headers(), returned.payload()));
    }

    /// A mock answers with the status that its template names, and without one with 200. Without integration responses
    /// that is all.
    private MessageIntegrations.Result mock(Outgoing out) {
        int status = template().isEmpty() ? 200 : mockStatus(new String(out.body(), StandardCharsets.UTF_8));
        return integration.responses().isEmpty()
                ? new MessageIntegrations.Result(status, Optional.empty())
                : new MappedAnswer(integration, source)
                        .of(Integer.toString(status), new BackendAnswer.Answered(status, new Headers(), new byte[0]));
    }

    private static int mockStatus(String text) {
        try {
            if (Json.read(text) instanceof Map<?, ?> map && map.get("statusCode") instanceof Integer status) {
                return status;
            }
            throw WebSocketFault.internal(500, "The mock's template yields no `statusCode`.");
        } catch (JsonSyntaxException e) {
            throw WebSocketFault.internal(500, "The mock's template yields no JSON: " + e.getMessage());
        }
    }

    /// Sends a body to the HTTP endpoint as it is.
    BackendAnswer.Answered fetch(byte[] body) {
        return fetched(outgoing(body));
    }

    private BackendAnswer.Answered fetched(Outgoing out) {
        var call = new Backends.HttpCall(
                integration.method().filter(name -> !name.equals("ANY")).orElse("POST"),
                RequestPlace.url(
                        Targets.fill(integration.uri().orElse(""), source.stageVariables()), out.path(), out.query()),
                out.headers(),
                out.body(),
                integration.timeoutMillis());
        return MessageIntegrations.answered(
                integration,
                source.event().phases().integration(integration.timeoutMillis(), () -> backends.fetch(call)));
    }

    private Outgoing outgoing(byte[] body) {
        Headers headers = new Headers()
                .add("Content-Type", "application/json")
                .add(
                        "User-Agent",
                        "AmazonAPIGateway_" + source.event().deployed().apiId())
                .add("X-Amzn-Trace-Id", source.event().id().traceHeader());
        Map<String, List<String>> query = new LinkedHashMap<>();
        Map<String, String> path = new LinkedHashMap<>();
        integration
                .requestParameters()
                .forEach((name, expression) ->
                        RequestPlace.put(name, Parameters.request(expression, source), headers, query, path));
        return new Outgoing(headers, query, path, body);
    }

    private Optional<String> template() {
        Map<String, String> templates = integration.requestTemplates();
        return integration
                .templateSelectionExpression()
                .flatMap(text -> SelectionExpression.ofMessage(text).select(source::variable))
                .map(templates::get)
                .or(() -> Optional.ofNullable(templates.get(Route.DEFAULT)));
    }

    private byte[] body() {
        Optional<String> template = template();
        if (template.isPresent()) {
            return source.render(template.get(), source.body()).getBytes(StandardCharsets.UTF_8);
        }
        boolean passes = switch (integration.passthroughBehavior().orElse("WHEN_NO_MATCH")) {
            case "NEVER" -> false;
            case "WHEN_NO_TEMPLATES" -> integration.requestTemplates().isEmpty();
            default -> true;
        };
        if (!passes) {
            throw new WebSocketFault(415, "Unsupported Media Type", "No request template takes the message.");
        }
        byte[] text = source.body().getBytes(StandardCharsets.UTF_8);
        if (integration.contentHandling().filter("CONVERT_TO_BINARY"::equals).isEmpty()) {
            return text;
        }
        try {
            return Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw WebSocketFault.internal(500, "Unable to base64 decode the body.");
        }
    }
}
