package samara.cli.stack;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import samara.template.ObjectNode;
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
            if (resource.string("Type")
                            .filter("AWS::ApiGateway::RestApi"::equals)
                            .isPresent()
                    && physical.containsKey(logicalId)) {
                String id = physical.get(logicalId);
                List<String> urls = stages(resources, logicalId, physical).stream()
                        .map(stage -> url(local, id, region, stage))
                        .toList();
                endpoints.add(new Endpoint(logicalId, id, urls, routes(resource)));
            }
        });
        return endpoints;
    }

    private static List<String> stages(ObjectNode resources, String api, Map<String, String> physical) {
        List<String> stages = new ArrayList<>();
        resources.forEach((logicalId, node) -> {
            ObjectNode resource = node.asObject().orElse(ObjectNode.empty(node.span()));
            Optional<String> of = resource.object("Properties")
                    .flatMap(properties -> properties.object("RestApiId"))
                    .flatMap(reference -> reference.string("Ref"));
            if (resource.string("Type").filter("AWS::ApiGateway::Stage"::equals).isPresent()
                    && of.filter(api::equals).isPresent()
                    && physical.containsKey(logicalId)) {
                stages.add(physical.get(logicalId));
            }
        });
        return stages;
    }

    private static String url(Optional<URI> local, String api, String region, String stage) {
        return local.map(uri -> uri + "/_aws/execute-api/" + api + "/" + stage)
                .orElse("https://" + api + ".execute-api." + region + ".amazonaws.com/" + stage);
    }

    private static List<Route> routes(ObjectNode api) {
        List<Route> routes = new ArrayList<>();
        Optional<ObjectNode> paths = api.object("Properties")
                .flatMap(properties -> properties.object("Body"))
                .flatMap(body -> body.object("paths"));
        paths.ifPresent(found -> found.forEach((path, methods) -> methods.asObject()
                .ifPresent(object -> object.names().stream()
                        .filter(method -> !method.equals("options") && !method.equals("parameters"))
                        .forEach(method -> routes.add(new Route(method(method), path))))));
        return routes;
    }

    private static String method(String name) {
        return name.equals("x-amazon-apigateway-any-method") ? "ANY" : name.toUpperCase(Locale.ROOT);
    }
}
