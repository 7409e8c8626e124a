package samara.cloud.apigateway;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Operation;
import samara.cloud.kernel.Scope;
import samara.gateway.api.Resource;
import samara.gateway.api.RestApi;
import samara.wire.Nothing;
import samara.wire.apigateway.ApiGatewayApi;
import samara.wire.apigateway.CreateResourceRequest;
import samara.wire.apigateway.DeleteResourceRequest;
import samara.wire.apigateway.GetResourceRequest;
import samara.wire.apigateway.GetResourcesRequest;
import samara.wire.apigateway.UpdateResourceRequest;

/// Operations on the resources of an API.
final class ResourceOperations {
    private final RestApis apis;

    ResourceOperations(RestApis apis) {
        this.apis = apis;
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new ApiOperation<>(
                        ApiGatewayApi.CREATE_RESOURCE, "POST", in -> path(in.restApiId(), in.parentId()), this::create),
                new ApiOperation<>(
                        ApiGatewayApi.GET_RESOURCE, "GET", in -> path(in.restApiId(), in.resourceId()), this::get),
                new ApiOperation<>(
                        ApiGatewayApi.GET_RESOURCES,
                        "GET",
                        in -> RestApiOperations.path(in.restApiId()) + "/resources",
                        this::list),
                new ApiOperation<>(
                        ApiGatewayApi.UPDATE_RESOURCE,
                        "PATCH",
                        in -> path(in.restApiId(), in.resourceId()),
                        this::update),
                new ApiOperation<>(
                        ApiGatewayApi.DELETE_RESOURCE,
                        "DELETE",
                        in -> path(in.restApiId(), in.resourceId()),
                        this::delete));
    }

    static String path(String apiId, String resourceId) {
        return RestApiOperations.path(apiId) + "/resources/" + resourceId;
    }

    /// The resource of an id.
    static Resource in(RestApi api, String resourceId) {
        return api.resource(resourceId)
                .orElseThrow(() -> ApiGatewayErrors.notFound("Invalid Resource identifier specified"));
    }

    private samara.wire.apigateway.Resource create(CreateResourceRequest in, Call call) {
        String id = apis.newId();
        StoredApi changed = apis.changeApi(call.scope(), in.restApiId(), api -> {
            Resource parent = in(api, in.parentId());
            String path = (parent.path().equals("/") ? "" : parent.path()) + "/" + in.pathPart();
            checkPart(api, parent, in.pathPart());
            if (api.resources().containsKey(path)) {
                throw ApiGatewayErrors.conflict(
                        "Another resource with the same parent already has this name: " + in.pathPart());
            }
            return api.with(new Resource(id, path, Map.of()));
        });
        return Views.resource(changed.api(), in(changed.api(), id), false);
    }

    private static void checkPart(RestApi api, Resource parent, String part) {
        if (!part.matches("[a-zA-Z0-9._:-]+|\\{[a-zA-Z0-9._:-]+\\+?}")) {
            throw ApiGatewayErrors.badRequest("Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path"
                    + " variable and curly braces at the beginning and the end.");
        }
        if (parent.path().endsWith("+}")) {
            throw ApiGatewayErrors.badRequest(
                    "Cannot create a child of a resource with a greedy path variable: " + parent.path());
        }
        boolean variable = part.startsWith("{") && !part.endsWith("+}");
        for (Resource other : api.resources().values()) {
            boolean sibling = other.parentPath().filter(parent.path()::equals).isPresent();
            String theirs = other.pathPart();
            if (sibling && variable && theirs.startsWith("{") && !theirs.endsWith("+}") && !theirs.equals(part)) {
                throw ApiGatewayErrors.badRequest("A sibling (" + theirs + ") of this resource already has a variable"
                        + " path part -- only one is allowed");
            }
        }
    }

    private samara.wire.apigateway.Resource get(GetResourceRequest in, Call call) {
        RestApi api = apis.api(call.scope(), in.restApiId()).api();
        return Views.resource(api, in(api, in.resourceId()), embedsMethods(in.embed()));
    }

    private static boolean embedsMethods(Optional<List<String>> embed) {
        return embed.filter(e -> e.contains("methods")).isPresent();
    }

    private samara.wire.apigateway.Resources list(GetResourcesRequest in, Call call) {
        RestApi api = apis.api(call.scope(), in.restApiId()).api();
        var page = Pages.of(List.copyOf(api.resources().values()), Resource::id, in.position(), in.limit());
        var view = samara.wire.apigateway.Resources.builder()
                .items(page.items().stream()
                        .map(resource -> Views.resource(api, resource, embedsMethods(in.embed())))
                        .toList());
        page.position().ifPresent(view::position);
        return view.build();
    }

    private samara.wire.apigateway.Resource update(UpdateResourceRequest in, Call call) {
        StoredApi changed = apis.changeApi(call.scope(), in.restApiId(), api -> {
            RestApi moved = api;
            for (Patches.Patch patch : Views.patches(in.patchOperations())) {
                Resource resource = in(moved, in.resourceId());
                String parent = switch (patch.path()) {
                    case "/pathPart" -> resource.parentPath().orElse("/");
                    case "/parentId" -> in(moved, patch.required()).path();
                    default -> throw ApiGatewayErrors.badRequest("Invalid patch path " + patch.path());
                };
                String part = patch.path().equals("/pathPart") ? patch.required() : resource.pathPart();
                moved = moved(moved, resource.path(), (parent.equals("/") ? "" : parent) + "/" + part);
            }
            return moved;
        });
        return Views.resource(changed.api(), in(changed.api(), in.resourceId()), false);
    }

    private static RestApi moved(RestApi api, String from, String to) {
        if (api.resources().containsKey(to) || to.startsWith(from + "/") || from.equals("/")) {
            throw ApiGatewayErrors.conflict("The resource can't be moved to " + to);
        }
        Map<String, Resource> resources = new LinkedHashMap<>();
        api.resources().forEach((path, resource) -> {
            boolean within = path.equals(from) || path.startsWith(from + "/");
            String at = within ? to + path.substring(from.length()) : path;
            resources.put(at, new Resource(resource.id(), at, resource.methods()));
        });
        return api.withResources(resources);
    }

    private Nothing delete(DeleteResourceRequest in, Call call) {
        Scope scope = call.scope();
        apis.changeApi(scope, in.restApiId(), api -> {
            Resource resource = in(api, in.resourceId());
            if (resource.path().equals("/")) {
                throw ApiGatewayErrors.badRequest("Root resource cannot be deleted");
            }
            Map<String, Resource> left = new LinkedHashMap<>(api.resources());
            left.keySet().removeIf(p -> p.equals(resource.path()) || p.startsWith(resource.path() + "/"));
            return api.withResources(left);
        });
        return Nothing.INSTANCE;
    }
}
