package samara.gateway.rest;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.gateway.ApiResponse;
import samara.gateway.BackendAnswer;
import samara.gateway.Backends;
import samara.gateway.Headers;
import samara.gateway.api.Integration;
import samara.gateway.json.Json;
import samara.gateway.json.JsonSyntaxException;

/// Integrations with mapping templates: a function, an AWS action, an HTTP endpoint, or nothing (mock).
///
/// @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/integration-passthrough-behaviors.html">
///     passthrough behaviours</a>
final class MappedIntegration {
    private final Backends backends;
    private final Templates templates;
    private final IntegrationAnswers answers;

    MappedIntegration(Backends backends, Templates templates) {
        this.backends = backends;
        this.templates = templates;
        this.answers = new IntegrationAnswers(templates);
    }

    /// What goes to the backend.
    private record Outgoing(Headers headers, Map<String, List<String>> query, Map<String, String> path, byte[] body) {}

    ApiResponse function(Exchange x, String function) {
        Integration integration = x.method().integration();
        Outgoing out = outgoing(x, integration);
        boolean asynchronous = out.headers()
                .get("X-Amz-Invocation-Type")
                .map("Event"::equalsIgnoreCase)
                .orElse(false);
        BackendAnswer answer = x.phases.integration(
                integration.timeoutInMillis(),
                () -> backends.invoke(new Backends.FunctionCall(
                        function,
                        out.body(),
                        asynchronous,
                        x.credentials(integration),
                        x.sourceArn(),
                        Optional.of(x.id.traceHeader()))));
        byte[] payload = Faults.returned(answer);
        boolean error = answer instanceof BackendAnswer.Returned returned && returned.error();
        String selector = error ? Faults.errorMessage(payload).orElse("") : "";
        return answers.of(x, integration, selector, new BackendAnswer.Answered(200, new Headers(), payload));
    }

    ApiResponse action(Exchange x, Target.Action action) {
        Integration integration = x.method().integration();
        Outgoing out = outgoing(x, integration);
        String path = RequestPlace.url(action.path(), out.path(), out.query());
        Backends.ServiceCall call = new Backends.ServiceCall(
                action.uri(),
                integration.httpMethod().orElse("POST"),
                path,
                out.headers(),
                out.body(),
                x.credentials(integration),
                x.sourceArn());
        x.logAt(() -> "Sending request to " + integration.uri().orElse(""));
        BackendAnswer.Answered answered =
                Faults.answered(x.phases.integration(integration.timeoutInMillis(), () -> backends.call(call)));
        return answers.of(x, integration, Integer.toString(answered.status()), answered);
    }

    ApiResponse http(Exchange x, String url) {
        Integration integration = x.method().integration();
        Outgoing out = outgoing(x, integration);
        String method = integration.httpMethod().orElse(x.request.method());
        Backends.HttpCall call = new Backends.HttpCall(
                method.equals("ANY") ? x.request.method() : method,
                RequestPlace.url(url, out.path(), out.query()),
                out.headers(),
                out.body(),
                integration.timeoutInMillis(),
                RequestPlace.reach(integration, x));
        BackendAnswer.Answered answered =
                Faults.answered(x.phases.integration(integration.timeoutInMillis(), () -> backends.fetch(call)));
        return answers.of(x, integration, Integer.toString(answered.status()), answered);
    }

    ApiResponse mock(Exchange x) {
        Integration integration = x.method().integration();
        Outgoing out = outgoing(x, integration);
        String status = mockStatus(new String(out.body(), StandardCharsets.UTF_8))
                .orElseThrow(() -> GatewayFault.internal(
                        FaultType.API_CONFIGURATION_ERROR,
                        "Execution failed due to configuration error: Unable to parse statusCode. It should be an"
                                + " integer that is defined in the request template."));
        return answers.of(x, integration, status, new BackendAnswer.Answered(200, new Headers(), new byte[0]));
    }

    private static Optional<String> mockStatus(String body) {
        try {
            Object status = Json.read(body) instanceof Map<?, ?> map ? map.get("statusCode") : null;
            return status instanceof Integer || status instanceof String text && text.matches("\\d{3}")
                    ? Optional.of(String.valueOf(status))
                    : Optional.empty();
        } catch (JsonSyntaxException e) {
            return relaxedStatus(body);
        }
    }

    /// API Gateway also takes `{statusCode:200}`, which SAM's CORS writes.
    private static Optional<String> relaxedStatus(String body) {
        var matcher = java.util.regex.Pattern.compile("[\"']?statusCode[\"']?\\s*:\\s*[\"']?(\\d{3})\\b")
                .matcher(body);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private Outgoing outgoing(Exchange x, Integration integration) {
        byte[] body = body(x, integration);
        Headers headers = new Headers();
        Map<String, List<String>> query = new LinkedHashMap<>();
        Map<String, String> path = new LinkedHashMap<>();
        headers.add("Accept", "application/json");
        headers.add("Content-Type", x.contentType().orElse("application/json"));
        headers.add("User-Agent", "AmazonAPIGateway_" + x.deployed.apiId());
        headers.add("X-Amzn-Trace-Id", x.id.traceHeader());
        integration
                .requestParameters()
                .forEach((name, expression) ->
                        RequestPlace.put(name, Parameters.request(expression, x), headers, query, path));
        override(x, "header").forEach((name, value) -> headers.set(name, value));
        override(x, "querystring").forEach((name, value) -> query.put(name, List.of(value)));
        path.putAll(override(x, "path"));
        x.logAt(() -> "Endpoint request body after transformations: " + new String(body, StandardCharsets.UTF_8));
        return new Outgoing(headers, query, path, body);
    }

    private static Map<String, String> override(Exchange x, String place) {
        Map<String, String> values = new LinkedHashMap<>();
        if (ContextVariables.value(x.context(), "requestOverride." + place) instanceof Map<?, ?> map) {
            map.forEach((name, value) -> values.put(String.valueOf(name), String.valueOf(value)));
        }
        return values;
    }

    private byte[] body(Exchange x, Integration integration) {
        String contentType = x.contentType().map(MediaTypes::bare).orElse("application/json");
        Map<String, String> all = integration.requestTemplates();
        var template = Templates.choose(all, contentType);
        boolean binary = x.hasBinaryBody();
        String handling = integration.contentHandling().orElse("");
        if (template.isPresent()) {
            String text = binary ? Base64.getEncoder().encodeToString(x.request.body()) : x.body();
            return templates.render(template.get().getValue(), text, x).getBytes(StandardCharsets.UTF_8);
        }
        boolean passes = switch (integration.passthroughBehavior()) {
            case "NEVER" -> false;
            case "WHEN_NO_TEMPLATES" -> all.isEmpty();
            default -> true;
        };
        if (!passes) {
            throw new GatewayFault(FaultType.UNSUPPORTED_MEDIA_TYPE, "Unsupported Media Type");
        }
        if (binary && handling.equals("CONVERT_TO_TEXT")) {
            return Base64.getEncoder().encode(x.request.body());
        }
        if (!binary && handling.equals("CONVERT_TO_BINARY")) {
            return IntegrationAnswers.decoded(x.request.body());
        }
        return x.request.body();
    }
}
