package samara.gateway.http;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A route of an HTTP or WebSocket API.
///
/// @param key `GET /items/{id}`, `ANY /{proxy+}` or `$default`; of a WebSocket API `$connect`, `$disconnect` or a word
/// @param authorizationType `NONE`, `AWS_IAM`, `JWT` or `CUSTOM`
/// @param integrationId the integration that it calls; a route may be made before it
/// @param responseSelectionExpression of a WebSocket API: `$default` sends the integration's answer back
/// @param responses the keys of a WebSocket API's route responses, by id
/// @param apiKeyRequired of a WebSocket API: whether a usage plan has to admit the client
/// @param modelSelectionExpression of a WebSocket API: yields the key of the model that a message is checked against
/// @param requestModels of a WebSocket API: the names of models by these keys
/// @param requestParameters of a WebSocket API's `$connect`: `route.request.{header|querystring}.NAME`, and whether it
///     must be there
public record Route(
        String id,
        String key,
        String authorizationType,
        Optional<String> authorizerId,
        List<String> authorizationScopes,
        Optional<String> operationName,
        Optional<String> integrationId,
        Optional<String> responseSelectionExpression,
        Map<String, String> responses,
        boolean apiKeyRequired,
        Optional<String> modelSelectionExpression,
        Map<String, String> requestModels,
        Map<String, Boolean> requestParameters) {
    /// The key of the route that takes what no other does.
    public static final String DEFAULT = "$default";

    public Route {
        authorizationScopes = List.copyOf(authorizationScopes);
        responses = Map.copyOf(responses);
        requestModels = Map.copyOf(requestModels);
        requestParameters = Collections.unmodifiableMap(new TreeMap<>(requestParameters));
    }

    /// One that everybody may call.
    public static Route to(String id, String key, Optional<String> integrationId) {
        return new Route(
                id,
                key,
                "NONE",
                Optional.empty(),
                List.of(),
                Optional.empty(),
                integrationId,
                Optional.empty(),
                Map.of(),
                false,
                Optional.empty(),
                Map.of(),
                Map.of());
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
                other,
                apiKeyRequired,
                modelSelectionExpression,
                requestModels,
                requestParameters);
    }

    /// The same with other parameters.
    public Route withRequestParameters(Map<String, Boolean> other) {
        return new Route(
                id,
                key,
                authorizationType,
                authorizerId,
                authorizationScopes,
                operationName,
                integrationId,
                responseSelectionExpression,
                responses,
                apiKeyRequired,
                modelSelectionExpression,
                requestModels,
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
                responses,
                apiKeyRequired,
                modelSelectionExpression,
                requestModels,
                requestParameters);
    }
}
