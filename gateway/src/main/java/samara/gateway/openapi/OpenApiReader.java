package samara.gateway.openapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import samara.gateway.api.ApiSettings;
import samara.gateway.api.GatewayResponse;
import samara.gateway.api.Method;
import samara.gateway.api.Model;
import samara.gateway.api.RequestValidator;
import samara.gateway.api.Resource;
import samara.gateway.api.RestApi;
import samara.template.Diagnostic;
import samara.template.Node;
import samara.template.ObjectNode;

/// Reads OpenAPI 3.0 and Swagger 2.0 with `x-amazon-apigateway-*` extensions into a REST API's description.
///
/// What it does not know among those extensions is an error; what OpenAPI has besides (examples, contacts, tags) is of
/// no effect in API Gateway, and of none here.
///
/// @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html">
///     extensions</a>
public final class OpenApiReader {
    private static final Set<String> HTTP_METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "x-amazon-apigateway-any-method");
    private static final Set<String> ROOT_EXTENSIONS = Set.of(
            "x-amazon-apigateway-api-key-source",
            "x-amazon-apigateway-binary-media-types",
            "x-amazon-apigateway-documentation",
            "x-amazon-apigateway-endpoint-configuration",
            "x-amazon-apigateway-gateway-responses",
            "x-amazon-apigateway-importexport-version",
            "x-amazon-apigateway-minimum-compression-size",
            "x-amazon-apigateway-policy",
            "x-amazon-apigateway-request-validator",
            "x-amazon-apigateway-request-validators",
            "x-amazon-apigateway-security-policy",
            "x-amazon-apigateway-tag-value");

    private final ObjectNode document;
    private final Supplier<String> ids;
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final Map<String, Model> models = new LinkedHashMap<>();
    private final Map<String, String> validatorIds = new LinkedHashMap<>();

    /// What was read.
    ///
    /// @param diagnostics what is wrong with the document; with an error among them `api` is not to be used
    public record Reading(RestApi api, List<Diagnostic> diagnostics) {
        /// Whether there is an error.
        public boolean hasErrors() {
            return diagnostics.stream().anyMatch(Diagnostic::isError);
        }
    }

    private OpenApiReader(ObjectNode document, Supplier<String> ids) {
        this.document = document;
        this.ids = ids;
    }

    /// Reads a document.
    ///
    /// @param ids makes ids for resources, models, validators and authorizers
    public static Reading read(Node document, Supplier<String> ids) {
        if (!(document instanceof ObjectNode object)) {
            Diagnostic wrong = Diagnostic.error(
                    "openapi-document",
                    "An OpenAPI document is an object, not a " + document.kind() + ".",
                    document.span());
            return new Reading(RestApi.empty("", ids.get()), List.of(wrong));
        }
        return new OpenApiReader(object, ids).read();
    }

    private Reading read() {
        boolean version3 =
                document.get("openapi").flatMap(Node::asText).orElse("").startsWith("3.");
        boolean version2 =
                document.get("swagger").flatMap(Node::asText).orElse("").equals("2.0");
        if (!version3 && !version2) {
            diagnostics.add(Diagnostic.error(
                    "openapi-version",
                    "The document says neither `swagger: \"2.0\"` nor `openapi: 3.…`.",
                    document.span()));
        }
        for (String name : document.names()) {
            if (name.startsWith("x-amazon-apigateway-") && !ROOT_EXTENSIONS.contains(name)) {
                unknown(name, document);
            }
        }
        readModels();
        Map<String, RequestValidator> validators = validators();
        OpenApiSecurity security = new OpenApiSecurity(document, ids, diagnostics);
        OpenApiMethods methods =
                new OpenApiMethods(new OpenApiMethods.Root(document, security, validatorIds), models, ids, diagnostics);
        Map<String, Resource> resources = resources(methods);
        ObjectNode info = document.object("info").orElse(ObjectNode.empty(document.span()));
        RestApi api = new RestApi(
                info.get("title").flatMap(Node::asText).orElse(""),
                info.get("description").flatMap(Node::asText),
                info.get("version").flatMap(Node::asText),
                settings(),
                resources,
                models,
                validators,
                security.authorizers(),
                gatewayResponses());
        return new Reading(api, List.copyOf(diagnostics));
    }

    private void unknown(String name, ObjectNode where) {
        diagnostics.add(Diagnostic.error(
                "openapi-extension", "`" + name + "` is not built for REST APIs.", where.nameSpan(name)));
    }

    private void readModels() {
        Optional<ObjectNode> schemas = document.object("definitions")
                .or(() -> document.object("components").flatMap(c -> c.object("schemas")));
        schemas.ifPresent(all -> all.forEach((name, schema) -> models.put(
                name,
                new Model(
                        ids.get(),
                        name,
                        schema.asObject().flatMap(s -> s.string("description")),
                        Trees.modelText(schema),
                        "application/json"))));
    }

    private Map<String, RequestValidator> validators() {
        Map<String, RequestValidator> validators = new LinkedHashMap<>();
        document.object("x-amazon-apigateway-request-validators")
                .ifPresent(all -> all.forEach((name, node) -> {
                    String id = ids.get();
                    validatorIds.put(name, id);
                    ObjectNode flags = node.asObject().orElse(ObjectNode.empty(node.span()));
                    validators.put(
                            id,
                            new RequestValidator(
                                    id,
                                    name,
                                    Trees.flag(flags, "validateRequestBody"),
                                    Trees.flag(flags, "validateRequestParameters")));
                }));
        return validators;
    }

    private ApiSettings settings() {
        ApiSettings settings = ApiSettings.DEFAULT
                .withBinaryMediaTypes(Trees.texts(document, "x-amazon-apigateway-binary-media-types"))
                .withMinimumCompressionSize(
                        Trees.integer(document, "x-amazon-apigateway-minimum-compression-size", diagnostics))
                .withApiKeySource(
                        document.string("x-amazon-apigateway-api-key-source").orElse("HEADER"))
                .withPolicy(document.get("x-amazon-apigateway-policy").map(Trees::text));
        return Trees.endpointConfiguration(document)
                .map(e -> settings.withEndpoint(
                                e.has("types") ? Trees.texts(e, "types") : settings.endpointTypes(),
                                Trees.texts(e, "vpcEndpointIds"))
                        .withDisableExecuteApiEndpoint(Trees.flag(e, "disableExecuteApiEndpoint")))
                .orElse(settings);
    }

    private Map<String, GatewayResponse> gatewayResponses() {
        Map<String, GatewayResponse> responses = new LinkedHashMap<>();
        document.object("x-amazon-apigateway-gateway-responses")
                .ifPresent(all -> all.forEach((type, node) -> {
                    ObjectNode response = node.asObject().orElse(ObjectNode.empty(node.span()));
                    responses.put(
                            type,
                            new GatewayResponse(
                                    type,
                                    Trees.status(response, "statusCode", diagnostics),
                                    Trees.strings(response, "responseParameters"),
                                    Trees.strings(response, "responseTemplates")));
                }));
        return responses;
    }

    private Map<String, Resource> resources(OpenApiMethods methods) {
        Map<String, Resource> resources = new LinkedHashMap<>();
        resources.put("/", new Resource(ids.get(), "/", Map.of()));
        document.object("paths")
                .ifPresent(paths -> paths.forEach((path, item) -> {
                    if (!path.startsWith("/")) {
                        if (!path.startsWith("x-")) {
                            diagnostics.add(Diagnostic.error(
                                    "openapi-path",
                                    "The path `" + path + "` does not begin with a slash.",
                                    paths.nameSpan(path)));
                        }
                        return;
                    }
                    String clean =
                            path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
                    addWithParents(resources, clean);
                    Resource resource = resources.getOrDefault(clean, new Resource(ids.get(), clean, Map.of()));
                    ObjectNode members = item.asObject().orElse(ObjectNode.empty(item.span()));
                    for (String name : members.names()) {
                        if (HTTP_METHODS.contains(name)) {
                            Method method = methods.read(clean, name, members);
                            resource = resource.with(method);
                        } else if (name.startsWith("x-amazon-apigateway-")
                                && !name.equals("x-amazon-apigateway-cors")) {
                            unknown(name, members);
                        }
                    }
                    resources.put(clean, resource);
                }));
        return resources;
    }

    private void addWithParents(Map<String, Resource> resources, String path) {
        int slash = path.lastIndexOf('/');
        if (slash > 0) {
            addWithParents(resources, path.substring(0, slash));
        }
        if (!resources.containsKey(path)) {
            resources.put(path, new Resource(ids.get(), path, Map.of()));
        }
    }
}
