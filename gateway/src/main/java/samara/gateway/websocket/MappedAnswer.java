package samara.gateway.websocket;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import samara.gateway.BackendAnswer;
import samara.gateway.http.HttpIntegration;
import samara.gateway.http.IntegrationResponse;
import samara.gateway.rest.Parameters;

/// Makes a route's answer of a backend's by the integration response whose key matches.
record MappedAnswer(HttpIntegration integration, MessageSource source) {

    /// @param selector what the keys are matched against: a status, or a function's error message
    MessageIntegrations.Result of(String selector, BackendAnswer.Answered answered) {
        IntegrationResponse response = choose(selector, answered);
        String body =
                response.contentHandling().filter("CONVERT_TO_TEXT"::equals).isPresent()
                        ? Base64.getEncoder().encodeToString(answered.body())
                        : new String(answered.body(), StandardCharsets.UTF_8);
        Optional<String> protocol = response.responseParameters().values().stream()
                .flatMap(expression -> Parameters.response(expression, source, answered.headers(), body).stream())
                .findFirst();
        String out = template(response, answered, body)
                .map(template -> source.render(template, body))
                .orElse(body);
        return new MessageIntegrations.Result(answered.status(), Optional.of(out), protocol);
    }

    private IntegrationResponse choose(String selector, BackendAnswer.Answered answered) {
        Optional<IntegrationResponse> fallback = Optional.empty();
        for (IntegrationResponse response : integration.responses().values()) {
            String key = response.key();
            if (key.equals(IntegrationResponse.DEFAULT)) {
                fallback = Optional.of(response);
            } else if (!selector.isEmpty() && pattern(key).matcher(selector).matches()) {
                return response;
            }
        }
        return fallback.orElseThrow(() -> WebSocketFault.internal(
                500,
                "Execution failed due to configuration error: No match for output mapping and no default output mapping"
                        + " configured. Endpoint Response Status Code: " + answered.status()));
    }

    /// The regular expression of a key between slashes.
    ///
    /// @throws java.util.regex.PatternSyntaxException where it is none
    static Pattern pattern(String key) {
        return Pattern.compile(key.substring(1, key.length() - 1), Pattern.DOTALL);
    }

    private Optional<String> template(IntegrationResponse response, BackendAnswer.Answered answered, String body) {
        return response.templateSelectionExpression()
                .flatMap(text -> SelectionExpression.ofAnswer(text)
                        .select(variable -> source.variable(variable, answered, body)))
                .map(response.responseTemplates()::get)
                .or(() -> Optional.ofNullable(response.responseTemplates().get(IntegrationResponse.DEFAULT)))
                .filter(template -> !template.isEmpty());
    }
}
