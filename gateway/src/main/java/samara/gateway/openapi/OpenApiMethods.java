package samara.gateway.openapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import samara.gateway.api.Integration;
import samara.gateway.api.Method;
import samara.gateway.api.MethodResponse;
import samara.gateway.api.Model;
import samara.template.Diagnostic;
import samara.template.Node;
import samara.template.ObjectNode;

/// Reads the operations of a document's paths into methods.
final class OpenApiMethods {
    private final Root root;
    private final Map<String, Model> models;
    private final Supplier<String> ids;
    private final List<Diagnostic> diagnostics;
    private final OpenApiIntegrations integrations;

    /// What the document says for all methods.
    ///
    /// @param validatorIds by name
    record Root(ObjectNode document, OpenApiSecurity security, Map<String, String> validatorIds) {}

    /// @param models gets the schemas that stand in operations themselves
    OpenApiMethods(Root root, Map<String, Model> models, Supplier<String> ids, List<Diagnostic> diagnostics) {
        this.root = root;
        this.models = models;
        this.ids = ids;
        this.diagnostics = diagnostics;
        this.integrations = new OpenApiIntegrations(diagnostics);
    }

    /// Reads one operation.
    ///
    /// @param name as the document spells it: `get`, `x-amazon-apigateway-any-method`
    Method read(String path, String name, ObjectNode pathItem) {
        String httpMethod = name.startsWith("x-") ? "ANY" : name.toUpperCase(Locale.ROOT);
        ObjectNode operation = pathItem.object(name).orElse(ObjectNode.empty(pathItem.nameSpan(name)));
        for (String member : operation.names()) {
            if (member.startsWith("x-amazon-apigateway-") && !isKnown(member)) {
                diagnostics.add(Diagnostic.error(
                        "openapi-extension",
                        "`" + member + "` of `" + httpMethod + " " + path + "` is not built.",
                        operation.nameSpan(member)));
            }
        }
        Map<String, Boolean> parameters = new LinkedHashMap<>();
        Map<String, String> requestModels = new LinkedHashMap<>();
        parameters(pathItem, operation, parameters, requestModels);
        parameters(operation, operation, parameters, requestModels);
        operation
                .object("requestBody")
                .flatMap(b -> b.object("content"))
                .ifPresent(content -> content.forEach((type, media) -> media.asObject()
                        .flatMap(m -> m.get("schema"))
                        .ifPresent(schema -> requestModels.put(type, model(schema)))));
        OpenApiSecurity.Asked asked = root.security().asked(operation);
        Optional<String> explicit = ExplicitAuth.read(operation, diagnostics);
        Optional<Integration> integration = operation
                .object("x-amazon-apigateway-integration")
                .map(node -> integrations.read(node, "`" + httpMethod + " " + path + "`"));
        return new Method(
                httpMethod,
                explicit.orElse(asked.authorizationType()),
                explicit.isPresent() ? Optional.empty() : asked.authorizerId(),
                explicit.isPresent() ? List.of() : asked.scopes(),
                asked.apiKey(),
                operation.string("operationId"),
                validator(operation),
                parameters,
                requestModels,
                responses(operation),
                integration);
    }

    private static boolean isKnown(String extension) {
        return switch (extension) {
            case "x-amazon-apigateway-integration", ExplicitAuth.NAME, "x-amazon-apigateway-request-validator" -> true;
            default -> false;
        };
    }

    private Optional<String> validator(ObjectNode operation) {
        Optional<Node> name = operation
                .get("x-amazon-apigateway-request-validator")
                .or(() -> root.document().get("x-amazon-apigateway-request-validator"));
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> id = name.get().asString().map(root.validatorIds()::get);
        if (id.isEmpty()) {
            diagnostics.add(Diagnostic.error(
                    "openapi-validator",
                    "The request validator `" + name.get().asText().orElse("") + "` is not among"
                            + " `x-amazon-apigateway-request-validators`.",
                    name.get().span()));
        }
        return id;
    }

    private void parameters(
            ObjectNode from, ObjectNode operation, Map<String, Boolean> parameters, Map<String, String> requestModels) {
        for (Node element : from.get("parameters").flatMap(Node::asList).orElse(List.of())) {
            ObjectNode parameter = resolved(element.asObject().orElse(ObjectNode.empty(element.span())));
            String name = parameter.string("name").orElse("");
            boolean required = Trees.flag(parameter, "required");
            switch (parameter.string("in").orElse("")) {
                case "query" -> parameters.put("method.request.querystring." + name, required);
                case "header" -> parameters.put("method.request.header." + name, required);
                case "path" -> parameters.put("method.request.path." + name, true);
                case "body" ->
                    parameter.get("schema").ifPresent(schema -> {
                        List<String> consumes = Trees.texts(operation, "consumes");
                        if (consumes.isEmpty()) {
                            consumes = Trees.texts(root.document(), "consumes");
                        }
                        String model = model(schema);
                        (consumes.isEmpty() ? List.of("application/json") : consumes)
                                .forEach(type -> requestModels.put(type, model));
                    });
                case "formData", "cookie" -> {}
                default ->
                    diagnostics.add(Diagnostic.error(
                            "openapi-parameter", "A parameter's `in` is missing or not known.", parameter.span()));
            }
        }
    }

    /// Follows a `$ref` within the document.
    private ObjectNode resolved(ObjectNode node) {
        Optional<String> ref = node.string("$ref").filter(r -> r.startsWith("#/"));
        if (ref.isEmpty()) {
            return node;
        }
        Node at = root.document();
        for (String part : ref.get().substring(2).split("/", -1)) {
            Optional<Node> next =
                    at.asObject().flatMap(o -> o.get(part.replace("~1", "/").replace("~0", "~")));
            if (next.isEmpty()) {
                diagnostics.add(Diagnostic.error(
                        "openapi-reference", "`" + ref.get() + "` is nowhere in the document.", node.span()));
                return node;
            }
            at = next.get();
        }
        return at.asObject().orElse(node);
    }

    /// The name of a schema's model: the one it refers to, else a new one for what stands here.
    private String model(Node schema) {
        Optional<String> ref = schema.asObject().flatMap(s -> s.string("$ref"));
        if (ref.isPresent()) {
            return ref.get().substring(ref.get().lastIndexOf('/') + 1);
        }
        String text = Trees.modelText(schema);
        for (Model known : models.values()) {
            if (known.schema().equals(text)) {
                return known.name();
            }
        }
        String name = "MODEL" + Integer.toHexString(text.hashCode());
        models.put(name, new Model(ids.get(), name, Optional.empty(), text, "application/json"));
        return name;
    }

    private Map<String, MethodResponse> responses(ObjectNode operation) {
        Map<String, MethodResponse> responses = new LinkedHashMap<>();
        operation
                .object("responses")
                .ifPresent(all -> all.forEach((status, node) -> {
                    if (!status.matches("\\d{3}")) {
                        return;
                    }
                    ObjectNode response = resolved(node.asObject().orElse(ObjectNode.empty(node.span())));
                    Map<String, Boolean> headers = new LinkedHashMap<>();
                    response.object("headers")
                            .ifPresent(h ->
                                    h.names().forEach(name -> headers.put("method.response.header." + name, false)));
                    Map<String, String> responseModels = new LinkedHashMap<>();
                    response.get("schema").ifPresent(schema -> responseModels.put("application/json", model(schema)));
                    response.object("content")
                            .ifPresent(content -> content.forEach((type, media) -> media.asObject()
                                    .flatMap(m -> m.get("schema"))
                                    .ifPresent(schema -> responseModels.put(type, model(schema)))));
                    responses.put(status, new MethodResponse(status, headers, responseModels));
                }));
        return responses;
    }
}
