package samara.cli.local.api;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import samara.cli.command.UserException;
import samara.cli.local.LocalTemplate;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Calls;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceHandler;
import samara.cloud.resource.StoredResource;
import samara.gateway.api.RestApi;
import samara.gateway.http.HttpApi;
import samara.template.Diagnostic;
import samara.template.Node;
import samara.template.ObjectNode;
import samara.template.References;
import samara.template.ResourceDeclaration;
import samara.template.StringNode;
import samara.wire.AwsException;

/// The APIs of a template, be they described by a `Body`, by resources of their own (`AWS::ApiGateway::Method`,
/// `AWS::ApiGatewayV2::Route`), or both: made by the control plane as a deployment makes them, each resource when
/// another refers to it, or in the template's order.
final class DeclaredApis implements AutoCloseable {
    private static final String REST = "AWS::ApiGateway::";
    private static final String HTTP = "AWS::ApiGatewayV2::";
    private static final Set<String> TYPES = Set.of(
            REST + "RestApi",
            REST + "Resource",
            REST + "Method",
            REST + "Model",
            REST + "RequestValidator",
            REST + "Authorizer",
            REST + "GatewayResponse",
            HTTP + "Api",
            HTTP + "Route",
            HTTP + "Integration",
            HTTP + "Authorizer");

    private final LocalTemplate template;
    private final Set<String> left;
    private final ControlPlane plane;
    private final References references;
    private final Map<String, StoredResource> made = new LinkedHashMap<>();
    private final Set<String> underWay = new HashSet<>();

    /// @param left logical ids of APIs that are not to be made, nor what belongs to them
    DeclaredApis(LocalTemplate template, Set<String> left) {
        this.template = template;
        this.left = Set.copyOf(left);
        this.plane = new ControlPlane(template.region(), LocalTemplate.account(), Path.of("."));
        this.references = new Made(template.references());
    }

    /// What a REST API has become.
    ///
    /// @param properties the API's own, with what is to be read in place of a file
    /// @throws UserException naming the resource that can't be had
    RestApi restApi(ResourceDeclaration api, ObjectNode properties) {
        make(api, properties);
        makeAll(REST, "RestApiId", api);
        return plane.restApi(made(api).id());
    }

    /// What an HTTP API has become.
    ///
    /// @throws UserException naming the resource that can't be had
    HttpApi httpApi(ResourceDeclaration api) {
        make(api, api.properties());
        makeAll(HTTP, "ApiId", api);
        return plane.httpApi(made(api).id());
    }

    private StoredResource made(ResourceDeclaration resource) {
        StoredResource stored = made.get(resource.logicalId());
        return stored == null ? make(resource, resource.properties()) : stored;
    }

    /// What belongs to an API.
    private void makeAll(String prefix, String property, ResourceDeclaration api) {
        String id = made(api).id();
        template.transformed().resources().values().stream()
                .filter(one -> TYPES.contains(one.type()) && one.type().startsWith(prefix) && template.isThere(one))
                .filter(one -> one.properties()
                        .get(property)
                        .flatMap(node -> template.evaluated(node, references))
                        .flatMap(Node::asText)
                        .equals(Optional.of(id)))
                .forEach(this::made);
    }

    private StoredResource make(ResourceDeclaration resource, ObjectNode properties) {
        String where = resource.span() + ": `" + resource.logicalId() + "`: ";
        if (!underWay.add(resource.logicalId())) {
            throw new UserException(where + "it refers to itself by what it refers to.");
        }
        try {
            ObjectNode evaluated = template.evaluated(properties, references)
                    .flatMap(Node::asObject)
                    .orElse(ObjectNode.empty(resource.span()));
            ResourceHandler<?, ?> handler = plane.handler(resource.type());
            handler.check(resource.logicalId(), evaluated).stream()
                    .filter(Diagnostic::isError)
                    .findFirst()
                    .ifPresent(error -> {
                        throw new UserException(error.span() + ": `" + resource.logicalId() + "`: " + error.message());
                    });
            StoredResource stored = handler.create(evaluated, new Context(resource));
            made.put(resource.logicalId(), stored);
            return stored;
        } catch (AwsException e) {
            throw new UserException(where + e.getMessage());
        } finally {
            underWay.remove(resource.logicalId());
        }
    }

    @Override
    public void close() {
        plane.close();
    }

    /// What references give: of an API's resources what the control plane says, of all others what is known here.
    private final class Made implements References {
        private final References others;

        Made(References others) {
            this.others = others;
        }

        private Optional<ResourceDeclaration> declared(String logicalId) {
            return Optional.ofNullable(template.transformed().resources().get(logicalId))
                    .filter(resource -> TYPES.contains(resource.type()) && !left.contains(logicalId));
        }

        @Override
        public Optional<Node> ref(String logicalId) {
            return declared(logicalId)
                    .<Node>map(resource -> new StringNode(made(resource).id(), resource.span()))
                    .or(() -> others.ref(logicalId));
        }

        @Override
        public Optional<Node> attribute(String logicalId, String attribute) {
            Optional<ResourceDeclaration> resource = declared(logicalId);
            return resource.isEmpty()
                    ? others.attribute(logicalId, attribute)
                    : resource.flatMap(one -> {
                        StoredResource stored = made(one);
                        ResourceHandler<?, ?> handler = plane.handler(one.type());
                        return handler.attribute(stored, attribute);
                    });
        }

        @Override
        public Optional<Node> export(String name) {
            return others.export(name);
        }

        @Override
        public Optional<String> dynamic(String service, String reference) {
            return others.dynamic(service, reference);
        }
    }

    private final class Context implements ResourceContext {
        private final ResourceDeclaration resource;

        Context(ResourceDeclaration resource) {
            this.resource = resource;
        }

        @Override
        public Call call() {
            return plane.caller();
        }

        @Override
        public Calls calls() {
            return plane;
        }

        @Override
        public String logicalId() {
            return resource.logicalId();
        }

        @Override
        public String stackName() {
            return "local";
        }

        @Override
        public String stackId() {
            return "local";
        }

        @Override
        public Map<String, String> stackTags() {
            return Map.of();
        }

        @Override
        public String generatedName(int maxLength) {
            String name = "local-" + resource.logicalId();
            return name.substring(0, Math.min(maxLength, name.length()));
        }
    }
}
