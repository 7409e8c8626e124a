package samara.gateway.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A REST API's description: what a deployment is a snapshot of.
///
/// @param resources by path; `/` and every prefix of a path are always there
/// @param models by name
/// @param validators by id
/// @param authorizers by id
/// @param gatewayResponses by type, such as `DEFAULT_4XX`: only those that the API's owner set
/// @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_RestApi.html">RestApi</a>
public record RestApi(
        String name,
        Optional<String> description,
        Optional<String> version,
        ApiSettings settings,
        Map<String, Resource> resources,
        Map<String, Model> models,
        Map<String, RequestValidator> validators,
        Map<String, Authorizer> authorizers,
        Map<String, GatewayResponse> gatewayResponses) {

    public RestApi {
        resources = copy(resources);
        models = copy(models);
        validators = copy(validators);
        authorizers = copy(authorizers);
        gatewayResponses = copy(gatewayResponses);
    }

    /// An API with nothing but its root resource.
    public static RestApi empty(String name, String rootId) {
        return new RestApi(
                name,
                Optional.empty(),
                Optional.empty(),
                ApiSettings.DEFAULT,
                Map.of("/", new Resource(rootId, "/", Map.of())),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of());
    }

    /// The resource of this id.
    public Optional<Resource> resource(String id) {
        return resources.values().stream().filter(r -> r.id().equals(id)).findFirst();
    }

    /// The same, called this.
    public RestApi named(String newName, Optional<String> newDescription) {
        return new RestApi(
                newName,
                newDescription,
                version,
                settings,
                resources,
                models,
                validators,
                authorizers,
                gatewayResponses);
    }

    /// The same with other settings.
    public RestApi with(ApiSettings other) {
        return new RestApi(
                name, description, version, other, resources, models, validators, authorizers, gatewayResponses);
    }

    /// The same with these resources in place of all.
    public RestApi withResources(Map<String, Resource> other) {
        return new RestApi(
                name, description, version, settings, other, models, validators, authorizers, gatewayResponses);
    }

    /// The same with this resource added, or in place of the one at its path.
    public RestApi with(Resource resource) {
        return withResources(put(resources, resource.path(), resource));
    }

    /// The same with these models in place of all.
    public RestApi withModels(Map<String, Model> other) {
        return new RestApi(
                name, description, version, settings, resources, other, validators, authorizers, gatewayResponses);
    }

    /// The same with these validators in place of all.
    public RestApi withValidators(Map<String, RequestValidator> other) {
        return new RestApi(
                name, description, version, settings, resources, models, other, authorizers, gatewayResponses);
    }

    /// The same with these authorizers in place of all.
    public RestApi withAuthorizers(Map<String, Authorizer> other) {
        return new RestApi(
                name, description, version, settings, resources, models, validators, other, gatewayResponses);
    }

    /// The same with these gateway responses in place of all.
    public RestApi withGatewayResponses(Map<String, GatewayResponse> other) {
        return new RestApi(name, description, version, settings, resources, models, validators, authorizers, other);
    }

    /// A copy of a map with one entry set, in order.
    public static <V> Map<String, V> put(Map<String, V> map, String key, V value) {
        var copy = new LinkedHashMap<>(map);
        copy.put(key, value);
        return copy;
    }

    /// A copy of a map without one entry.
    public static <V> Map<String, V> without(Map<String, V> map, String key) {
        var copy = new LinkedHashMap<>(map);
        copy.remove(key);
        return copy;
    }

    static <V> Map<String, V> copy(Map<String, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
