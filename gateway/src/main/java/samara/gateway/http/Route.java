package samara.gateway.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A route of an HTTP or WebSocket API.
///
/// @param key `GET /items/{id}`, `ANY /{proxy+}` or `$default`; of a WebSocket API `$connect`, `$disconnect` or a word
/// @param authorizationType `NONE`, `AWS_IAM`, `JWT` or `CUSTOM`
/// @param integrationId the integration that it calls; a route may be made before it
/// @param responseSelectionExpression of a WebSocket API: `$default` sends the integration's answer back
/// @param responses the keys of a WebSocket API's route responses, by id
public record Route(
        String id,
        String key,
        String authorizationType,
        Optional<String> authorizerId,
        List<String> authorizationScopes,
        Optional<String> operationName,
        Optional<String> integrationId,
        Optional<String> responseSelectionExpression,
        Map<String, String> responses) {
    /// The key of the route that takes what no other does.
    public static final String DEFAULT = "$default";

    public Route {
        authorizationScopes = List.copyOf(authorizationScopes);
        responses = Map.copyOf(responses);
    }

    /// The same with other responses.
    public Route withResponses(Map<String, String> other) {
        return new Route(
                id,
                key,
                authorizationType,
                authorizerId,
                authorizationScopes,
                operationName,
                integrationId,
                responseSelectionExpression,
                other);
    }

    /// Whether a message's sender is sent what the integration answered: a WebSocket API's `$default` response.
    public boolean isAnswered() {
        return responseSelectionExpression.isPresent() && responses.containsValue(DEFAULT);
    }

    /// Whether it takes what no other route does.
    public boolean isDefault() {
        return key.equals(DEFAULT);
    }

    /// `GET`, or `ANY`; `ANY` for the default route.
    public String method() {
        return key.equals(DEFAULT) ? "ANY" : key.substring(0, key.indexOf(' '));
    }

    /// `/items/{id}`; `$default` for the default route.
    public String path() {
        return key.equals(DEFAULT) ? DEFAULT : key.substring(key.indexOf(' ') + 1);
    }

    /// The same, which everybody may call.
    public Route open() {
        return new Route(
                id,
                key,
                "NONE",
                Optional.empty(),
                List.of(),
                operationName,
                integrationId,
                responseSelectionExpression,
                responses);
    }
}
