package samara.gateway.openapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import samara.gateway.http.Cors;
import samara.gateway.http.HttpApi;
import samara.gateway.http.HttpAuthorizer;
import samara.gateway.http.HttpIntegration;
import samara.gateway.http.Route;
import samara.template.Diagnostic;
import samara.template.Node;
import samara.template.ObjectNode;

/// Reads OpenAPI 3.0 with `x-amazon-apigateway-*` extensions into an HTTP API's description.
///
/// What it does not know among those extensions is an error; schemas, examples and the like are of no effect in HTTP
/// APIs.
///
/// See
/// [OpenAPI definitions for HTTP
/// APIs](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-open-api.html).
public final class HttpApiReader {
    private static final Set<String> HTTP_METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "x-amazon-apigateway-any-method");
    private static final Set<String> ROOT_EXTENSIONS = Set.of(
            "x-amazon-apigateway-cors",
            "x-amazon-apigateway-importexport-version",
            "x-amazon-apigateway-tag-value",
            "x-amazon-apigateway-integrations",
            "x-amazon-apigateway-endpoint-configuration");
    private static final String INTEGRATION = "x-amazon-apigateway-integration";
    private static final String SHARED = "#/components/x-amazon-apigateway-integrations/";
    private static final Set<String> ROUTE_EXTENSIONS = Set.of(INTEGRATION, ExplicitAuth.NAME);
    private static final Set<String> PATH_MEMBERS = Set.of("summary", "description", "parameters", "servers");

    private static final Set<String> INTEGRATION_MEMBERS = Set.of(
            "type",
            "integrationSubtype",
            "subtype",
            "uri",
            "httpMethod",
            "credentials",
            "connectionType",
            "connectionId",
            "description",
            "payloadFormatVersion",
            "requestParameters",
            "responseParameters",
            "timeoutInMillis",
            "tlsConfig");
    /// SAM writes `openIdConnectUrl`, OpenAPI's own, beside the issuer, which says the same.
    private static final Set<String> AUTHORIZER_MEMBERS = Set.of(
            "type",
            "openIdConnectUrl",
            "identitySource",
            "jwtConfiguration",
            "authorizerUri",
            "authorizerCredentials",
            "authorizerPayloadFormatVersion",
            "enableSimpleResponses",
            "authorizerResultTtlInSeconds");
    private static final Set<String> CORS_MEMBERS =
            Set.of("allowCredentials", "allowHeaders", "allowMethods", "allowOrigins", "exposeHeaders", "maxAge");

    private final ObjectNode document;
    private final Supplier<String> ids;
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final HttpApiMembers members = new HttpApiMembers(diagnostics);
    private final Map<String, HttpIntegration> integrations = new LinkedHashMap<>();
    private final Map<String, HttpAuthorizer> authorizers = new LinkedHashMap<>();
    private final Set<String> signed = new java.util.HashSet<>();

    /// What was read.
    ///
    /// @param tags the API's tags
    /// @param diagnostics what is wrong with the document; with an error among them `api` is not to be used
    public record Reading(HttpApi api, Map<String, String> tags, List<Diagnostic> diagnostics) {
        /// Whether there is an error.
        public boolean hasErrors() {
            return diagnostics.stream().anyMatch(Diagnostic::isError);
        }
    }

    private HttpApiReader(ObjectNode document, Supplier<String> ids) {
        this.document = document;
        this.ids = ids;
    }

    /// Reads a document.
    ///
    /// @param ids makes ids for routes, integrations and authorizers
    public static Reading read(Node document, Supplier<String> ids) {
        if (!(document instanceof ObjectNode object)) {
            var wrong = Diagnostic.error(
                    "openapi-document",
                    "An OpenAPI document is an object, not a " + document.kind() + ".",
                    document.span());
            return new Reading(HttpApi.named(""), Map.of(), List.of(wrong));
        }
        return new HttpApiReader(object, ids).read();
    }

    private Reading read() {
        if (!document.get("openapi").flatMap(Node::asText).orElse("").startsWith("3.")) {
            diagnostics.add(Diagnostic.error(
                    "openapi-version",
                    "An HTTP API is imported from OpenAPI 3.0 (`openapi: 3.0.1`).",
                    document.span()));
        }
        document.names().stream()
                .filter(name -> name.startsWith("x-amazon-apigateway-") && !ROOT_EXTENSIONS.contains(name))
                .forEach(
                        name -> wrong("`" + name + "` is not known in the definition of an HTTP API.", document, name));
        readAuthorizers();
        Map<String, Route> routes = routes();
        ObjectNode info = document.object("info").orElse(ObjectNode.empty(document.span()));
        HttpApi api = new HttpApi(
                info.get("title").flatMap(Node::asText).orElse(""),
                info.get("description").flatMap(Node::asText),
                info.get("version").flatMap(Node::asText),
                Trees.endpointConfiguration(document)
                        .map(endpoint -> Trees.flag(endpoint, "disableExecuteApiEndpoint"))
                        .orElse(false),
                document.object("x-amazon-apigateway-cors").map(this::cors),
                routes,
                integrations,
                authorizers,
                Optional.empty(),
                Optional.empty(),
                Map.of());
        return new Reading(api, tags(), diagnostics);
    }

    private Map<String, String> tags() {
        Map<String, String> tags = new LinkedHashMap<>();
        document.get("tags")
                .flatMap(Node::asList)
                .ifPresent(list -> list.forEach(one -> one.asObject()
                        .ifPresent(tag -> tag.string("name")
                                .ifPresent(name -> tag.string("x-amazon-apigateway-tag-value")
                                        .ifPresent(value -> tags.put(name, value))))));
        return tags;
    }

    /// A CORS configuration as OpenAPI spells it.
    private Cors cors(ObjectNode node) {
        Trees.onlyKnown(node, CORS_MEMBERS, "`x-amazon-apigateway-cors`", diagnostics);
        return new Cors(
                members.flag(node, "allowCredentials"),
                Trees.texts(node, "allowHeaders"),
                Trees.texts(node, "allowMethods"),
                Trees.texts(node, "allowOrigins"),
                Trees.texts(node, "exposeHeaders"),
                Trees.integer(node, "maxAge", diagnostics));
    }

    private void readAuthorizers() {
        document.object("components")
                .flatMap(components -> components.object("securitySchemes"))
                .ifPresent(schemes -> schemes.forEach(
                        (name, scheme) -> scheme.asObject().ifPresent(object -> readAuthorizer(name, object))));
    }

    private void readAuthorizer(String name, ObjectNode scheme) {
        scheme.string("x-amazon-apigateway-authtype").ifPresent(type -> {
            if (type.equalsIgnoreCase("awsSigv4")) {
                signed.add(name);
            }
        });
        scheme.object("x-amazon-apigateway-authorizer").ifPresent(node -> {
            Trees.onlyKnown(node, AUTHORIZER_MEMBERS, "the authorizer `" + name + "`", diagnostics);
            String type = node.string("type").orElse("").toUpperCase(Locale.ROOT);
            if (!type.equals("JWT") && !type.equals("REQUEST")) {
                wrong(
                        "The authorizer `" + name + "` is of the type `" + type + "`; known are jwt and request.",
                        node,
                        "type");
            }
            ObjectNode jwt = node.object("jwtConfiguration").orElse(ObjectNode.empty(node.span()));
            Trees.onlyKnown(
                    jwt,
                    Set.of("issuer", "audience"),
                    "`jwtConfiguration` of the authorizer `" + name + "`",
                    diagnostics);
            authorizers.put(
                    name,
                    new HttpAuthorizer(
                            ids.get(),
                            name,
                            type,
                            Trees.texts(node, "identitySource").stream()
                                    .flatMap(source -> List.of(source.split("\\s*,\\s*", -1)).stream())
                                    .toList(),
                            jwt.string("issuer"),
                            Trees.texts(jwt, "audience"),
                            node.string("authorizerUri"),
                            node.string("authorizerCredentials"),
                            node.get("authorizerPayloadFormatVersion")
                                    .flatMap(Node::asText)
                                    .map(HttpApiReader::version),
                            members.flag(node, "enableSimpleResponses"),
                            Trees.integer(node, "authorizerResultTtlInSeconds", diagnostics)));
        });
    }

    private static String version(String text) {
        return text.contains(".") ? text : text + ".0";
    }

    private Map<String, Route> routes() {
        Map<String, Route> routes = new LinkedHashMap<>();
        members.object(document, "paths")
                .ifPresent(paths -> paths.names().forEach(path -> {
                    ObjectNode item = members.object(paths, path).orElse(ObjectNode.empty(paths.span()));
                    for (String method : item.names()) {
                        if (HTTP_METHODS.contains(method)) {
                            members.object(item, method)
                                    .map(node -> route(path, method, node))
                                    .ifPresent(route -> routes.put(route.id(), route));
                        } else if (!PATH_MEMBERS.contains(method)
                                && (!method.startsWith("x-") || method.startsWith("x-amazon-apigateway-"))) {
                            wrong("`" + method + "` of the path `" + path + "` is not known.", item, method);
                        }
                    }
                }));
        Map<String, HttpAuthorizer> byId = new LinkedHashMap<>();
        authorizers.values().forEach(authorizer -> byId.put(authorizer.id(), authorizer));
        authorizers.clear();
        authorizers.putAll(byId);
        return routes;
    }

    private Route route(String path, String method, ObjectNode operation) {
        boolean isDefault = path.equals("$default") || path.equals("/$default");
        String verb = method.equals("x-amazon-apigateway-any-method") ? "ANY" : method.toUpperCase(Locale.ROOT);
        String key = isDefault ? Route.DEFAULT : verb + " " + path;
        Optional<String> integration = operation.object(INTEGRATION).flatMap(node -> integration(node, key));
        if (operation.object(INTEGRATION).isEmpty()) {
            diagnostics.add(Diagnostic.error(
                    "openapi-integration", "The route `" + key + "` has no `" + INTEGRATION + "`.", operation.span()));
        }
        for (String member : operation.names()) {
            if (member.startsWith("x-amazon-apigateway-") && !ROUTE_EXTENSIONS.contains(member)) {
                wrong("`" + member + "` of the route `" + key + "` is not known to HTTP APIs.", operation, member);
            }
        }
        Security security = ExplicitAuth.read(operation, diagnostics)
                .map(type -> new Security(type, Optional.empty(), List.of()))
                .orElseGet(() -> security(operation));
        return new Route(
                ids.get(),
                key,
                security.type,
                security.authorizerId,
                security.scopes,
                operation.string("operationId"),
                integration,
                Optional.empty(),
                Map.of(),
                false,
                Optional.empty(),
                Map.of(),
                Map.of());
    }

    private record Security(String type, Optional<String> authorizerId, List<String> scopes) {}

    /// The first scheme that a route, or else the document, asks for.
    private Security security(ObjectNode operation) {
        Security none = new Security("NONE", Optional.empty(), List.of());
        return operation
                .get("security")
                .or(() -> document.get("security"))
                .flatMap(this::onlyRequirement)
                .map(one -> {
                    String name = one.names().iterator().next();
                    if (signed.contains(name)) {
                        return new Security("AWS_IAM", Optional.empty(), List.of());
                    }
                    HttpAuthorizer authorizer = authorizers.get(name);
                    if (authorizer == null) {
                        wrong("The security scheme `" + name + "` has no authorizer.", one, name);
                        return none;
                    }
                    boolean token = authorizer.type().equals("JWT");
                    return new Security(
                            token ? "JWT" : "CUSTOM",
                            Optional.of(authorizer.id()),
                            token ? Trees.texts(one, name) : List.of());
                })
                .orElse(none);
    }

    /// A route of an HTTP API has one authorizer: what asks for two can't be had.
    private Optional<ObjectNode> onlyRequirement(Node security) {
        List<ObjectNode> asked = security.asList().orElse(List.of()).stream()
                .flatMap(one -> one.asObject().stream())
                .filter(one -> !one.names().isEmpty())
                .toList();
        if (asked.stream().mapToInt(one -> one.names().size()).sum() > 1) {
            diagnostics.add(Diagnostic.error(
                    "openapi-security",
                    "`security` names several schemes; a route of an HTTP API has one authorizer.",
                    security.span()));
        }
        return asked.stream().findFirst();
    }

    private Optional<ObjectNode> shared(ObjectNode given, String where) {
        Optional<String> reference = given.string("$ref");
        if (reference.isEmpty()) {
            return Optional.of(given);
        }
        Optional<ObjectNode> found = reference
                .filter(path -> path.startsWith(SHARED))
                .flatMap(path -> document.object("components")
                        .flatMap(components -> components.object("x-amazon-apigateway-integrations"))
                        .flatMap(named -> named.object(path.substring(SHARED.length()))));
        if (found.isEmpty()) {
            wrong(
                    "The integration of `" + where + "` is at `" + reference.get() + "`, where there is none; such as `"
                            + SHARED + "NAME` was expected.",
                    given,
                    "$ref");
        }
        return found;
    }

    private Optional<String> integration(ObjectNode given, String where) {
        return shared(given, where).map(node -> read(node, where));
    }

    private String read(ObjectNode node, String where) {
        Trees.onlyKnown(node, INTEGRATION_MEMBERS, "the integration of `" + where + "`", diagnostics);
        node.object("tlsConfig")
                .ifPresent(tls -> Trees.onlyKnown(
                        tls, Set.of("serverNameToVerify"), "`tlsConfig` of `" + where + "`", diagnostics));
        String type = node.string("type").orElse("").toUpperCase(Locale.ROOT);
        if (!type.equals("AWS_PROXY") && !type.equals("HTTP_PROXY")) {
            wrong(
                    "The integration of `" + where + "` is of the type `" + type
                            + "`; HTTP APIs have aws_proxy and http_proxy.",
                    node,
                    "type");
        }
        Optional<String> subtype = node.string("integrationSubtype").or(() -> node.string("subtype"));
        boolean isFunction = type.equals("AWS_PROXY") && subtype.isEmpty();
        HttpIntegration read = new HttpIntegration(
                ids.get(),
                type,
                subtype,
                node.string("uri"),
                node.string("httpMethod").map(name -> name.toUpperCase(Locale.ROOT)),
                node.string("credentials"),
                node.string("connectionType").map(name -> name.toUpperCase(Locale.ROOT)),
                node.string("connectionId"),
                node.string("description"),
                node.get("payloadFormatVersion")
                        .flatMap(Node::asText)
                        .map(HttpApiReader::version)
                        .orElse(isFunction ? "2.0" : "1.0"),
                Trees.strings(node, "requestParameters"),
                responseParameters(node),
                Trees.integer(node, "timeoutInMillis", diagnostics).orElse(HttpIntegration.DEFAULT_TIMEOUT_MILLIS),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                node.object("tlsConfig").flatMap(tls -> tls.string("serverNameToVerify")));
        integrations.put(read.id(), read);
        return read.id();
    }

    private static Map<String, Map<String, String>> responseParameters(ObjectNode node) {
        Map<String, Map<String, String>> parameters = new LinkedHashMap<>();
        node.object("responseParameters")
                .ifPresent(all -> all.names().forEach(status -> parameters.put(status, Trees.strings(all, status))));
        return parameters;
    }

    private void wrong(String message, ObjectNode node, String name) {
        diagnostics.add(Diagnostic.error("openapi-http-api", message, node.nameSpan(name)));
    }
}
