package samara.gateway.http;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import samara.gateway.api.Model;

/// What an HTTP or WebSocket API is made of, each by its id.
///
/// @param version a text of the author's
/// @param routeSelectionExpression of a WebSocket API, such as `$request.body.action`; an HTTP API has none
/// @param apiKeySelectionExpression of a WebSocket API: where a client's API key is
/// @param models of a WebSocket API
public record HttpApi(
        String name,
        Optional<String> description,
        Optional<String> version,
        boolean disableExecuteApiEndpoint,
        Optional<Cors> cors,
        Map<String, Route> routes,
        Map<String, HttpIntegration> integrations,
        Map<String, HttpAuthorizer> authorizers,
        Optional<String> routeSelectionExpression,
        Optional<String> apiKeySelectionExpression,
        Map<String, Model> models) {
    public HttpApi {
        routes = copy(routes);
        integrations = copy(integrations);
        authorizers = copy(authorizers);
        models = copy(models);
    }

    /// An API without routes.
    public static HttpApi named(String name) {
        return new HttpApi(
                name,
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Map.of(),
                Map.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    /// The same as a WebSocket API, whose messages are routed by this expression.
    public HttpApi selectingBy(String expression) {
        return new HttpApi(
                name,
                description,
                version,
                disableExecuteApiEndpoint,
                cors,
                routes,
                integrations,
                authorizers,
                Optional.of(expression),
                apiKeySelectionExpression,
                models);
    }

    /// Whether this is a WebSocket API.
    public boolean isWebSocket() {
        return routeSelectionExpression.isPresent();
    }

    /// The same with other routes.
    public HttpApi withRoutes(Map<String, Route> other) {
        return new HttpApi(
                name,
                description,
                version,
                disableExecuteApiEndpoint,
                cors,
                other,
                integrations,
                authorizers,
                routeSelectionExpression,
                apiKeySelectionExpression,
                models);
    }

    /// The same with other integrations.
    public HttpApi withIntegrations(Map<String, HttpIntegration> other) {
        return new HttpApi(
                name,
                description,
                version,
                disableExecuteApiEndpoint,
                cors,
                routes,
                other,
                authorizers,
                routeSelectionExpression,
                apiKeySelectionExpression,
                models);
    }

    /// The same with other authorizers.
    public HttpApi withAuthorizers(Map<String, HttpAuthorizer> other) {
        return new HttpApi(
                name,
                description,
                version,
                disableExecuteApiEndpoint,
                cors,
                routes,
                integrations,
                other,
                routeSelectionExpression,
                apiKeySelectionExpression,
                models);
    }

    /// The same with another CORS configuration, or none.
    public HttpApi withCors(Optional<Cors> other) {
        return new HttpApi(
                name,
                description,
                version,
                disableExecuteApiEndpoint,
                other,
                routes,
                integrations,
                authorizers,
                routeSelectionExpression,
                apiKeySelectionExpression,
                models);
    }

    /// The same with other models.
    public HttpApi withModels(Map<String, Model> other) {
        return new HttpApi(
                name,
                description,
                version,
                disableExecuteApiEndpoint,
                cors,
                routes,
                integrations,
                authorizers,
                routeSelectionExpression,
                apiKeySelectionExpression,
                other);
    }

    /// The models by their names.
    public Map<String, Model> modelsByName() {
        Map<String, Model> named = new LinkedHashMap<>();
        models.values().forEach(model -> named.put(model.name(), model));
        return named;
    }

    /// A map with one value more, or another one under its key.
    public static <T> Map<String, T> plus(Map<String, T> map, Function<T, String> id, T value) {
        Map<String, T> more = new LinkedHashMap<>(map);
        more.put(id.apply(value), value);
        return more;
    }

    /// A map with one value less.
    public static <T> Map<String, T> minus(Map<String, T> map, String id) {
        Map<String, T> less = new LinkedHashMap<>(map);
        less.remove(id);
        return less;
    }

    private static <T> Map<String, T> copy(Map<String, T> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
