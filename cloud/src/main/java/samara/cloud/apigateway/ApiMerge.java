package samara.cloud.apigateway;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import samara.gateway.api.Method;
import samara.gateway.api.Resource;
import samara.gateway.api.RestApi;

/// `PutRestApi`: an API with an imported definition over it. What is at the same path keeps its id.
final class ApiMerge {
    private ApiMerge() {}

    /// What the definition has replaces what was there; the rest stays.
    static RestApi merge(RestApi before, RestApi put) {
        Map<String, Resource> resources = new LinkedHashMap<>(before.resources());
        put.resources().forEach((path, resource) -> {
            Resource known = resources.get(path);
            if (known == null) {
                resources.put(path, resource);
                return;
            }
            Map<String, Method> methods = new LinkedHashMap<>(known.methods());
            methods.putAll(resource.methods());
            resources.put(path, known.withMethods(methods));
        });
        return new RestApi(
                before.name(),
                put.description().or(before::description),
                put.version().or(before::version),
                put.settings()
                        .withEndpoint(before.settings().endpointTypes(), vpcEndpoints(before, put))
                        .withPolicy(put.settings()
                                .policy()
                                .or(() -> before.settings().policy())),
                resources,
                over(before.models(), put.models()),
                over(before.validators(), put.validators()),
                over(before.authorizers(), put.authorizers()),
                over(before.gatewayResponses(), put.gatewayResponses()));
    }

    /// Only what the definition has is left.
    static RestApi overwrite(RestApi before, RestApi put) {
        Map<String, Resource> resources = new LinkedHashMap<>();
        put.resources().forEach((path, resource) -> {
            Resource known = before.resources().get(path);
            resources.put(path, known == null ? resource : new Resource(known.id(), path, resource.methods()));
        });
        return put.withResources(resources)
                .with(put.settings()
                        .withEndpoint(before.settings().endpointTypes(), vpcEndpoints(before, put))
                        .withDisableExecuteApiEndpoint(put.settings().disableExecuteApiEndpoint()
                                || before.settings().disableExecuteApiEndpoint()));
    }

    private static List<String> vpcEndpoints(RestApi before, RestApi put) {
        return put.settings().vpcEndpointIds().isEmpty()
                ? before.settings().vpcEndpointIds()
                : put.settings().vpcEndpointIds();
    }

    private static <V> Map<String, V> over(Map<String, V> before, Map<String, V> put) {
        Map<String, V> all = new LinkedHashMap<>(before);
        all.putAll(put);
        return all;
    }
}
