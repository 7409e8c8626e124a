package samara.gateway.rest;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import samara.gateway.ApiResponse;
import samara.gateway.BackendAnswer;
import samara.gateway.Headers;
import samara.gateway.api.Integration;
import samara.gateway.api.IntegrationResponse;

/// Makes the method's answer of a backend's: chooses the integration response by its pattern, maps headers, renders
/// the template, and does what the template overrode.
final class IntegrationAnswers {
    private static final String HEADER = "method.response.header.";
    private static final String MULTI = "method.response.multivalueheader.";

    private final Templates templates;
    private final Map<String, Pattern> patterns = new ConcurrentHashMap<>();

    IntegrationAnswers(Templates templates) {
        this.templates = templates;
    }

    /// @param selector what patterns are matched against: a status, or a function's error message
    ApiResponse of(Exchange x, Integration integration, String selector, BackendAnswer.Answered answered) {
        IntegrationResponse chosen = choose(integration, selector);
        x.logAt(() -> "Endpoint response body before transformations: "
                + new String(answered.body(), StandardCharsets.UTF_8));
        String body = new String(answered.body(), StandardCharsets.UTF_8);
        Headers headers = new Headers();
        chosen.responseParameters().forEach((name, expression) -> {
            for (String value : Parameters.response(expression, x, answered.headers(), body)) {
                ResponseHeaders.add(headers, headerName(name), value);
            }
        });
        byte[] out = body(x, chosen, answered, headers);
        int status = Integer.parseInt(chosen.statusCode());
        if (ContextVariables.value(x.context(), "responseOverride.header") instanceof Map<?, ?> override) {
            override.forEach((name, value) -> {
                headers.remove(String.valueOf(name));
                ResponseHeaders.add(headers, String.valueOf(name), String.valueOf(value));
            });
        }
        Object overridden = ContextVariables.value(x.context(), "responseOverride.status");
        if (overridden != null && overridden.toString().matches("[1-5]\\d\\d")) {
            status = Integer.parseInt(overridden.toString());
        }
        return new ApiResponse(status, headers, out);
    }

    private static String headerName(String name) {
        return name.startsWith(MULTI)
                ? name.substring(MULTI.length())
                : name.substring(Math.min(name.length(), HEADER.length()));
    }

    private IntegrationResponse choose(Integration integration, String selector) {
        Optional<IntegrationResponse> fallback = Optional.empty();
        for (IntegrationResponse response : integration.responses().values()) {
            String pattern = response.selectionPattern().orElse("");
            if (pattern.isEmpty()) {
                fallback = fallback.isPresent() ? fallback : Optional.of(response);
            } else if (!selector.isEmpty() && matches(pattern, selector)) {
                return response;
            }
        }
        // A mock's status finds its response by number even where that has no pattern.
        IntegrationResponse byStatus = integration.responses().get(selector);
        if (byStatus != null && byStatus.selectionPattern().orElse("").isEmpty()) {
            return byStatus;
        }
        return fallback.orElseThrow(() -> GatewayFault.internal(
                FaultType.API_CONFIGURATION_ERROR,
                "Execution failed due to configuration error: No match for output mapping and no default endpoint"
                        + " response configured. Endpoint response: " + selector));
    }

    private boolean matches(String pattern, String selector) {
        try {
            return patterns.computeIfAbsent(pattern, p -> Pattern.compile(p, Pattern.DOTALL))
                    .matcher(selector)
                    .matches();
        } catch (PatternSyntaxException e) {
            throw GatewayFault.internal(
                    FaultType.API_CONFIGURATION_ERROR,
                    "Execution failed due to configuration error: The selection pattern `" + pattern
                            + "` is no regular expression.");
        }
    }

    private byte[] body(Exchange x, IntegrationResponse chosen, BackendAnswer.Answered answered, Headers headers) {
        boolean binary = MediaTypes.isBinary(
                x.deployed.api().settings().binaryMediaTypes(),
                answered.headers().get("Content-Type"));
        String handling = chosen.contentHandling().orElse("");
        byte[] body = handling.equals("CONVERT_TO_TEXT") && binary
                ? Base64.getEncoder().encode(answered.body())
                : handling.equals("CONVERT_TO_BINARY") && !binary ? decoded(answered.body()) : answered.body();
        Map<String, String> all = chosen.responseTemplates();
        String accepted =
                MediaTypes.firstAccepted(x.request.headers().get("Accept")).orElse("application/json");
        var template = Templates.choose(all, accepted)
                .or(() -> Templates.choose(all, "application/json"))
                .or(() -> all.entrySet().stream().findFirst());
        if (!headers.has("Content-Type")) {
            headers.add("Content-Type", template.map(Map.Entry::getKey).orElse("application/json"));
        }
        if (template.isEmpty() || template.get().getValue().isEmpty()) {
            return body;
        }
        String text = new String(body, StandardCharsets.UTF_8);
        return templates.render(template.get().getValue(), text, x).getBytes(StandardCharsets.UTF_8);
    }

    static byte[] decoded(byte[] base64) {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw GatewayFault.internal(
                    FaultType.API_CONFIGURATION_ERROR,
                    "Execution failed due to configuration error: Unable to base64 decode the body.");
        }
    }
}
