package samara.gateway.websocket;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.gateway.Backends;
import samara.gateway.UnsupportedApiException;
import samara.gateway.http.DeployedHttpApi;
import samara.gateway.http.HttpApi;
import samara.gateway.http.Route;
import samara.gateway.rest.BodySchema;
import samara.gateway.rest.Parameters;

/// What a handshake or message must have before its route's integration is called: an API key, parameters, a body that
/// fits a model.
///
/// See
/// [validation](https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-request-validation.html) and
/// [API
/// keys](https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-selection-expressions.html).
final class RouteCheck {
    private static final String KEY_OF_HEADER = "$request.header.x-api-key";
    private static final String KEY_OF_AUTHORIZER = "$context.authorizer.usageIdentifierKey";

    private final DeployedHttpApi deployed;
    private final Backends backends;
    private final Map<String, BodySchema> schemas = new LinkedHashMap<>();

    RouteCheck(DeployedHttpApi deployed, Backends backends) {
        this.deployed = deployed;
        this.backends = backends;
        var models = deployed.api().modelsByName();
        models.keySet().forEach(name -> schemas.put(name, BodySchema.of(name, models)));
    }

    /// Refuses an API whose routes can't be checked as they ask.
    ///
    /// @throws UnsupportedApiException with what and where
    static void check(HttpApi api) {
        api.apiKeySelectionExpression()
                .filter(text -> !text.equals(KEY_OF_HEADER) && !text.equals(KEY_OF_AUTHORIZER))
                .ifPresent(text -> {
                    throw new UnsupportedApiException("The API key selection expression `" + text + "` is not known: `"
                            + KEY_OF_HEADER + "` or `" + KEY_OF_AUTHORIZER + "` was expected.");
                });
        var models = api.modelsByName();
        models.keySet().forEach(name -> BodySchema.of(name, models));
        api.routes().values().forEach(route -> check(route, models.keySet()));
    }

    private static void check(Route route, java.util.Set<String> models) {
        route.modelSelectionExpression().ifPresent(SelectionExpression::ofMessage);
        route.requestModels().values().stream()
                .filter(name -> !models.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw wrong(route, "names the model `" + name + "`, which does not exist");
                });
        if (!route.requestParameters().isEmpty() && !route.key().equals(WebSocketStage.CONNECT)) {
            throw wrong(route, "has `RequestParameters`, which are only for $connect");
        }
        route.requestParameters().keySet().stream()
                .filter(name -> !name.matches("route\\.request\\.(header|querystring)\\..+"))
                .findFirst()
                .ifPresent(name -> {
                    throw wrong(
                            route,
                            "has the parameter `" + name
                                    + "`: `route.request.header.NAME` or `route.request.querystring.NAME` was expected");
                });
    }

    private static UnsupportedApiException wrong(Route route, String what) {
        return new UnsupportedApiException("The route `" + route.key() + "` " + what + ".");
    }

    /// Asks the usage plans about the client, where the route wants it.
    ///
    /// @return what is known of the key: `apiKey` and `apiKeyId`
    /// @throws WebSocketFault where they don't admit it
    Map<String, String> key(Route route, Connection connection) {
        if (!route.apiKeyRequired()) {
            return Map.of();
        }
        boolean ofAuthorizer =
                deployed.api().apiKeySelectionExpression().orElse("").equals(KEY_OF_AUTHORIZER);
        Optional<String> key = ofAuthorizer
                ? Optional.ofNullable(connection.authorizer().get("usageIdentifierKey"))
                        .map(String::valueOf)
                : connection.request().headers().get("x-api-key");
        var query = new Backends.KeyQuery(deployed.apiId(), deployed.stage().name(), route.key(), "", key);
        return switch (backends.admit(query)) {
            case Backends.KeyVerdict.Admitted admitted ->
                Map.of("apiKey", admitted.key(), "apiKeyId", admitted.keyId());
            case Backends.KeyVerdict.Unknown _ ->
                throw new WebSocketFault(403, "Forbidden", "No usage plan of the stage has the client's API key.");
            case Backends.KeyVerdict.Throttled _ ->
                throw new WebSocketFault(429, "Too Many Requests", "The API key's usage plan is throttled.");
            case Backends.KeyVerdict.QuotaExceeded _ ->
                throw new WebSocketFault(429, "Limit Exceeded", "The quota of the API key's usage plan is used up.");
        };
    }

    /// Lets a handshake pass that has what the route asks for.
    ///
    /// @throws WebSocketFault 400 for others
    void parameters(Route route, MessageSource source) {
        List<String> missing = route.requestParameters().entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .filter(name -> Parameters.request(name, source).isEmpty())
                .map(name -> name.substring(name.indexOf('.', "route.request.".length()) + 1))
                .toList();
        if (!missing.isEmpty()) {
            String message = "Missing required request parameters: [" + String.join(", ", missing) + "]";
            throw new WebSocketFault(400, message, message);
        }
    }

    /// Lets a message pass that fits the model which its route chooses for it.
    ///
    /// @throws WebSocketFault 400 for others
    void body(Route route, MessageSource source) {
        if (route.modelSelectionExpression().isEmpty()) {
            return;
        }
        Optional<String> key = SelectionExpression.ofMessage(
                        route.modelSelectionExpression().get())
                .select(source::variable);
        Map<String, String> models = route.requestModels();
        BodySchema schema = key.map(models::get)
                .or(() -> Optional.ofNullable(models.get(Route.DEFAULT)))
                .map(schemas::get)
                .orElseThrow(() -> WebSocketFault.invalid(
                        "No model of the route has the key `" + key.orElse("") + "`, and there is no `$default`."));
        List<String> errors = schema.errors(source.body());
        if (!errors.isEmpty()) {
            throw WebSocketFault.invalid(errors.toString());
        }
    }
}
