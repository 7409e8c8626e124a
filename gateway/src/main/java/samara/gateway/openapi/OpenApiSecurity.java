package samara.gateway.openapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import samara.gateway.api.Authorizer;
import samara.template.Diagnostic;
import samara.template.Node;
import samara.template.ObjectNode;

/// Reads security definitions: authorizers, IAM, API keys; and what of them a method asks for.
final class OpenApiSecurity {
    private final Map<String, Authorizer> authorizers = new LinkedHashMap<>();
    private final Map<String, Scheme> schemes = new LinkedHashMap<>();
    private static final Set<String> MEMBERS = Set.of(
            "type",
            "authorizerUri",
            "authorizerCredentials",
            "identitySource",
            "identityValidationExpression",
            "authorizerResultTtlInSeconds",
            "providerARNs",
            "jwtConfiguration");

    private final Optional<Node> everywhere;
    private final Supplier<String> ids;
    private final List<Diagnostic> diagnostics;

    /// A security scheme by what it asks for.
    private sealed interface Scheme {
        record Key() implements Scheme {}

        record Iam() implements Scheme {}

        record ByAuthorizer(Authorizer authorizer) implements Scheme {}

        record Unknown() implements Scheme {}
    }

    /// What a method asks for.
    record Asked(String authorizationType, Optional<String> authorizerId, List<String> scopes, boolean apiKey) {}

    OpenApiSecurity(ObjectNode document, Supplier<String> ids, List<Diagnostic> diagnostics) {
        this.everywhere = document.get("security");
        this.ids = ids;
        this.diagnostics = diagnostics;
        document.object("securityDefinitions")
                .or(() -> document.object("components").flatMap(c -> c.object("securitySchemes")))
                .ifPresent(all -> all.forEach((name, node) -> schemes.put(name, scheme(name, node))));
    }

    Map<String, Authorizer> authorizers() {
        return authorizers;
    }

    private Scheme scheme(String name, Node node) {
        ObjectNode scheme = node.asObject().orElse(ObjectNode.empty(node.span()));
        Optional<ObjectNode> authorizer = scheme.object("x-amazon-apigateway-authorizer");
        String authType = scheme.string("x-amazon-apigateway-authtype").orElse("");
        if (authorizer.isPresent()) {
            Authorizer made = authorizer(name, scheme, authorizer.get(), authType);
            authorizers.put(made.id(), made);
            return new Scheme.ByAuthorizer(made);
        }
        if (authType.equalsIgnoreCase("awsSigv4")) {
            return new Scheme.Iam();
        }
        boolean key = scheme.string("type").orElse("").equals("apiKey")
                && scheme.string("name").orElse("").equalsIgnoreCase("x-api-key");
        return key ? new Scheme.Key() : new Scheme.Unknown();
    }

    private Authorizer authorizer(String name, ObjectNode scheme, ObjectNode authorizer, String authType) {
        Trees.onlyKnown(authorizer, MEMBERS, "the authorizer `" + name + "`", diagnostics);
        String type = authorizer.string("type").orElse("token").toUpperCase(Locale.ROOT);
        if (type.equals("JWT")) {
            diagnostics.add(Diagnostic.error(
                    "openapi-authorizer",
                    "The authorizer `" + name + "` is of type `jwt`, which only HTTP APIs have.",
                    authorizer.nameSpan("type")));
        }
        Optional<String> source = authorizer.string("identitySource");
        if (source.isEmpty() && !type.equals("REQUEST")) {
            source = scheme.string("name").map(header -> "method.request.header." + header);
        }
        return new Authorizer(
                ids.get(),
                name,
                type,
                authorizer.string("authorizerUri"),
                authorizer.string("authorizerCredentials"),
                source,
                authorizer.string("identityValidationExpression"),
                Trees.integer(authorizer, "authorizerResultTtlInSeconds", diagnostics),
                Trees.texts(authorizer, "providerARNs"),
                authType.isEmpty() ? Optional.empty() : Optional.of(authType));
    }

    /// What a method's `security` (else the document's) asks for.
    Asked asked(ObjectNode method) {
        Optional<Node> security = method.get("security").or(() -> everywhere);
        boolean key = false;
        Asked asked = new Asked("NONE", Optional.empty(), List.of(), false);
        for (Node requirement : security.flatMap(Node::asList).orElse(List.of())) {
            for (String name : requirement.asObject().map(ObjectNode::names).orElse(Set.of())) {
                List<String> scopes =
                        requirement.asObject().map(r -> Trees.texts(r, name)).orElse(List.of());
                switch (schemes.getOrDefault(name, new Scheme.Unknown())) {
                    case Scheme.Key k -> key = true;
                    case Scheme.Iam iam -> asked = new Asked("AWS_IAM", Optional.empty(), List.of(), false);
                    case Scheme.ByAuthorizer by -> asked = byAuthorizer(by.authorizer(), scopes);
                    case Scheme.Unknown unknown -> unknown(name, requirement);
                }
            }
        }
        return new Asked(asked.authorizationType(), asked.authorizerId(), asked.scopes(), key);
    }

    private static Asked byAuthorizer(Authorizer authorizer, List<String> scopes) {
        String type = authorizer.type().equals("COGNITO_USER_POOLS") ? "COGNITO_USER_POOLS" : "CUSTOM";
        return new Asked(type, Optional.of(authorizer.id()), scopes, false);
    }

    /// `NONE` is SAM's way to say nothing is asked for.
    private void unknown(String name, Node requirement) {
        if (!name.equals("NONE")) {
            diagnostics.add(Diagnostic.error(
                    "openapi-security",
                    "The security scheme `" + name + "` is not defined, or is none that API Gateway enforces.",
                    requirement.span()));
        }
    }
}
