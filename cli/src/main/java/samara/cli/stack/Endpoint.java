package samara.cli.stack;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import samara.template.ObjectNode;
import samara.template.PseudoParameters;
import software.amazon.awssdk.services.cloudformation.model.StackResource;

/// Where an API of a stack answers.
///
/// @param urls one a stage, without a trailing slash
/// @param routes `GET /items/{id}`
public record Endpoint(String logicalId, String physicalId, List<String> urls, List<Route> routes) {

    /// A method and path of an API.
    public record Route(String method, String path) {}

    /// The APIs of a stack.
    ///
    /// @param transformed the stack's template after the SAM transform
    /// @param local the address of the embedded cloud, nothing for AWS
    public static List<Endpoint> of(
            ObjectNode transformed, List<StackResource> deployed, Optional<URI> local, String region) {
        Map<String, String> physical = new LinkedHashMap<>();
        deployed.forEach(
                resource -> physical.put(resource.logicalResourceId(), String.valueOf(resource.physicalResourceId())));
        ObjectNode resources = transformed.object("Resources").orElse(ObjectNode.empty(transformed.span()));
        List<Endpoint> endpoints = new ArrayList<>();
        resources.forEach((logicalId, node) -> {
            ObjectNode resource = node.asObject().orElse(ObjectNode.empty(node.span()));
            Optional<Kind> kind = Kind.of(resource.string("Type").orElse(""));
            if (kind.isPresent() && physical.containsKey(logicalId)) {
                String id = physical.get(logicalId);
                boolean webSocket = isWebSocket(resource);
                List<String> urls = stages(kind.get(), resources, logicalId, physical).stream()
                        .map(stage -> url(local, id, region, stage))
                        .map(url -> webSocket ? url.replaceFirst("^http", "ws") : url)
                        .toList();
                List<Route> routes = new ArrayList<>(routes(resource));
                if (kind.get() == Kind.HTTP && !webSocket) {
                    routes.addAll(declared(resources, logicalId));
                }
                endpoints.add(new Endpoint(logicalId, id, urls, routes));
            }
        });
        return endpoints;
    }

    /// How the APIs that have an address are declared.
    private enum Kind {
        REST("AWS::ApiGateway::RestApi", "AWS::ApiGateway::Stage", "RestApiId"),
        HTTP("AWS::ApiGatewayV2::Api", "AWS::ApiGatewayV2::Stage", "ApiId");

        private final String api;
        private final String stage;
        private final String apiProperty;

        Kind(String api, String stage, String apiProperty) {
            this.api = api;
            this.stage = stage;
            this.apiProperty = apiProperty;
        }

        static Optional<Kind> of(String type) {
            return List.of(values()).stream()
                    .filter(kind -> kind.api.equals(type))
                    .findFirst();
        }
    }

    /// The routes that an HTTP API has as resources of their own.
    private static List<Route> declared(ObjectNode resources, String api) {
        List<Route> routes = new ArrayList<>();
        resources.forEach((logicalId, node) -> node.asObject()
                .filter(resource -> resource.string("Type")
                        .filter("AWS::ApiGatewayV2::Route"::equals)
                        .isPresent())
                .flatMap(resource -> resource.object("Properties"))
                .filter(properties -> refersTo(properties, "ApiId", api))
                .flatMap(properties -> properties.string("RouteKey"))
                .ifPresent(key -> {
                    int space = key.indexOf(' ');
                    routes.add(
                            space < 0
                                    ? new Route("ANY", path(key))
                                    : new Route(key.substring(0, space), key.substring(space + 1)));
                }));
        return routes;
    }

    /// Its routes are chosen by what messages say, not by paths.
    private static boolean isWebSocket(ObjectNode api) {
        return api.object("Properties")
                .flatMap(properties -> properties.string("ProtocolType"))
                .filter("WEBSOCKET"::equals)
                .isPresent();
    }

    private static boolean refersTo(ObjectNode properties, String property, String logicalId) {
        return properties
                .object(property)
                .flatMap(reference -> reference.string("Ref"))
                .filter(logicalId::equals)
                .isPresent();
    }

    private static List<String> stages(Kind kind, ObjectNode resources, String api, Map<String, String> physical) {
        List<String> stages = new ArrayList<>();
        resources.forEach((logicalId, node) -> {
            ObjectNode resource = node.asObject().orElse(ObjectNode.empty(node.span()));
            if (resource.string("Type").filter(kind.stage::equals).isPresent()
                    && resource.object("Properties")
                            .filter(properties -> refersTo(properties, kind.apiProperty, api))
                            .isPresent()
                    && physical.containsKey(logicalId)) {
                stages.add(physical.get(logicalId));
            }
        });
        return stages;
    }

    private static String url(Optional<URI> local, String api, String region, String stage) {
        String path = stage.equals("$default") ? "" : "/" + stage;
        return local.map(uri -> uri + "/_aws/execute-api/" + api)
                        .orElse("https://" + api + ".execute-api." + region + "." + PseudoParameters.urlSuffix(region))
                + path;
    }

    private static List<Route> routes(ObjectNode api) {
        List<Route> routes = new ArrayList<>();
        Optional<ObjectNode> paths = api.object("Properties")
                .flatMap(properties -> properties.object("Body"))
                .flatMap(body -> body.object("paths"));
        paths.ifPresent(found -> found.forEach((path, methods) -> methods.asObject()
                .ifPresent(object -> object.names().stream()
                        .filter(method -> !method.equals("options") && !method.equals("parameters"))
                        .forEach(method -> routes.add(new Route(method(method), path(path)))))));
        return routes;
    }

    /// The default route's path is any that is no other's.
    private static String path(String path) {
        return path.equals("$default") || path.equals("/$default") ? "/*" : path;
    }

    private static String method(String name) {
        return name.equals("x-amazon-apigateway-any-method") ? "ANY" : name.toUpperCase(Locale.ROOT);
    }
}
