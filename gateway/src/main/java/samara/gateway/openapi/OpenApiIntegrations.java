package samara.gateway.openapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import samara.gateway.api.Integration;
import samara.gateway.api.IntegrationResponse;
import samara.gateway.api.IntegrationType;
import samara.template.Diagnostic;
import samara.template.ObjectNode;

/// Reads `x-amazon-apigateway-integration`.
///
/// @see <a
/// href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html">
///     the extension</a>
final class OpenApiIntegrations {
    private static final Set<String> KNOWN = Set.of(
            "type",
            "httpMethod",
            "uri",
            "credentials",
            "requestParameters",
            "requestTemplates",
            "passthroughBehavior",
            "contentHandling",
            "timeoutInMillis",
            "connectionType",
            "connectionId",
            "integrationTarget",
            "cacheNamespace",
            "cacheKeyParameters",
            "tlsConfig",
            "responses",
            "responseTransferMode",
            "payloadFormatVersion");

    private final List<Diagnostic> diagnostics;

    OpenApiIntegrations(List<Diagnostic> diagnostics) {
        this.diagnostics = diagnostics;
    }

    Integration read(ObjectNode node, String where) {
        Trees.onlyKnown(node, KNOWN, "the integration of " + where, diagnostics);
        return new Integration(
                type(node, where),
                node.string("httpMethod").map(m -> m.toUpperCase(Locale.ROOT)),
                node.string("uri"),
                node.string("credentials"),
                Trees.strings(node, "requestParameters"),
                Trees.strings(node, "requestTemplates"),
                node.string("passthroughBehavior")
                        .map(p -> p.toUpperCase(Locale.ROOT))
                        .orElse("WHEN_NO_MATCH"),
                node.string("contentHandling").map(c -> c.toUpperCase(Locale.ROOT)),
                Trees.integer(node, "timeoutInMillis", diagnostics).orElse(Integration.DEFAULT_TIMEOUT_MILLIS),
                node.string("connectionType").map(c -> c.toUpperCase(Locale.ROOT)),
                node.string("connectionId"),
                node.string("cacheNamespace"),
                Trees.texts(node, "cacheKeyParameters"),
                node.object("tlsConfig")
                        .map(t -> Trees.flag(t, "insecureSkipVerification"))
                        .orElse(false),
                responses(node),
                node.string("integrationTarget"),
                node.string("responseTransferMode").map(mode -> mode.toUpperCase(Locale.ROOT)));
    }

    private IntegrationType type(ObjectNode node, String where) {
        String type = node.string("type").orElse("").toUpperCase(Locale.ROOT);
        for (IntegrationType known : IntegrationType.values()) {
            if (known.name().equals(type)) {
                return known;
            }
        }
        wrong(
                "The integration of " + where + " is of the type `" + type + "`; known are AWS, AWS_PROXY, HTTP,"
                        + " HTTP_PROXY and MOCK.",
                node,
                "type");
        return IntegrationType.MOCK;
    }

    /// In OpenAPI an integration response is keyed by its pattern, and `default` is the one without.
    private Map<String, IntegrationResponse> responses(ObjectNode node) {
        Map<String, IntegrationResponse> responses = new LinkedHashMap<>();
        node.object("responses")
                .ifPresent(all -> all.forEach((pattern, value) -> {
                    ObjectNode response = value.asObject().orElse(ObjectNode.empty(value.span()));
                    String status =
                            Trees.status(response, "statusCode", diagnostics).orElse("200");
                    responses.put(
                            status,
                            new IntegrationResponse(
                                    status,
                                    pattern.equals("default") ? Optional.empty() : Optional.of(pattern),
                                    Trees.strings(response, "responseParameters"),
                                    Trees.strings(response, "responseTemplates"),
                                    response.string("contentHandling").map(c -> c.toUpperCase(Locale.ROOT))));
                }));
        return responses;
    }

    private void wrong(String message, ObjectNode node, String name) {
        diagnostics.add(Diagnostic.error("openapi-integration", message, node.nameSpan(name)));
    }
}
