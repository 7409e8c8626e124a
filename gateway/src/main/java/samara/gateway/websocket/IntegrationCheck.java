package samara.gateway.websocket;

import java.util.Optional;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import samara.gateway.UnsupportedApiException;
import samara.gateway.http.HttpIntegration;
import samara.gateway.http.IntegrationResponse;
import samara.gateway.rest.Parameters;
import samara.gateway.rest.RequestPlace;
import samara.gateway.rest.Targets;
import samara.gateway.vtl.MappingTemplate;
import samara.gateway.vtl.TemplateException;

/// Refuses an integration of a WebSocket API that asks for what is not built or can't work.
record IntegrationCheck(HttpIntegration integration) {
    private static final Set<String> TYPES = Set.of("AWS", "AWS_PROXY", "HTTP", "HTTP_PROXY", "MOCK");
    private static final Set<String> PASSTHROUGH = Set.of("WHEN_NO_MATCH", "WHEN_NO_TEMPLATES", "NEVER");
    private static final Set<String> HANDLING = Set.of("CONVERT_TO_BINARY", "CONVERT_TO_TEXT");
    private static final int LEAST_MILLIS = 50;
    private static final int MOST_MILLIS = 29_000;
    /// The headers of an answer that count: of a handshake's.
    private static final Set<String> PROTOCOL =
            Set.of("route.response.header.sec-websocket-protocol", "method.response.header.sec-websocket-protocol");

    /// @throws UnsupportedApiException with what and where
    void check() {
        String type = integration.type();
        if (!TYPES.contains(type)) {
            throw wrong(
                    "is of no type that WebSocket APIs have: AWS, AWS_PROXY, HTTP, HTTP_PROXY or MOCK was expected");
        }
        if (integration.subtype().isPresent()
                || integration.connectionType().filter("VPC_LINK"::equals).isPresent()) {
            throw wrong("has a subtype or a VPC link, which are not built for WebSocket APIs");
        }
        boolean proxies = type.endsWith("_PROXY");
        if (proxies && !integration.requestTemplates().isEmpty()) {
            throw wrong("has `RequestTemplates`, which are only for integrations that are no proxies");
        }
        if (proxies && !integration.responses().isEmpty()) {
            throw wrong("is a proxy, which has no integration responses");
        }
        if (!integration.responseParameters().isEmpty()) {
            throw wrong("has `ResponseParameters`: WebSocket APIs have them on integration responses");
        }
        if (integration.timeoutMillis() < LEAST_MILLIS || integration.timeoutMillis() > MOST_MILLIS) {
            throw wrong("has the time-out " + integration.timeoutMillis() + " ms: it should be between " + LEAST_MILLIS
                    + " ms and " + MOST_MILLIS + " ms");
        }
        oneOf("PassthroughBehavior", integration.passthroughBehavior(), PASSTHROUGH);
        oneOf("ContentHandlingStrategy", integration.contentHandling(), HANDLING);
        target(type);
        parameters();
        integration.templateSelectionExpression().ifPresent(SelectionExpression::ofMessage);
        integration.requestTemplates().values().forEach(this::parse);
        integration.responses().values().forEach(this::response);
    }

    private void target(String type) {
        String uri = integration.uri().orElse("");
        boolean named = !uri.contains("${stageVariables.");
        if (type.equals("AWS") && named) {
            Targets.aws(uri, where());
        }
        if (type.startsWith("HTTP") && named && !uri.matches("https?://.+")) {
            throw wrong("has no HTTP endpoint as its URI: `" + uri + "`");
        }
    }

    private void parameters() {
        if (integration.type().equals("AWS_PROXY")
                && !integration.requestParameters().isEmpty()) {
            throw wrong("is a function's proxy: parameter mappings are not built for it");
        }
        integration.requestParameters().forEach((name, expression) -> {
            if (!RequestPlace.isKnown(name)) {
                throw wrong(
                        "maps to `" + name + "`: `integration.request.{header|querystring|path}.NAME` was expected");
            }
            if (!isKnown(expression)) {
                throw wrong("maps `" + expression + "`: `route.request.{header|querystring|body}.NAME`,"
                        + " `context.NAME`, `stageVariables.NAME` or a text in single quotes was expected");
            }
        });
    }

    private static boolean isKnown(String expression) {
        return Parameters.isLiteral(expression)
                || expression.matches("(context|stageVariables)\\..+")
                || expression.equals("route.request.body")
                || expression.matches(
                        "route\\.request\\.(querystring|header|multivaluequerystring|multivalueheader|body)\\..+");
    }

    private void response(IntegrationResponse response) {
        String key = response.key();
        if (!key.equals(IntegrationResponse.DEFAULT)) {
            if (key.length() < 3 || !key.startsWith("/") || !key.endsWith("/")) {
                throw wrong("has the response `" + key + "`: `$default` or `/regular expression/` was expected");
            }
            try {
                MappedAnswer.pattern(key);
            } catch (PatternSyntaxException e) {
                throw wrong("has the response `" + key + "`, which is no regular expression");
            }
        }
        oneOf("ContentHandlingStrategy", response.contentHandling(), HANDLING);
        if (response.contentHandling().filter("CONVERT_TO_BINARY"::equals).isPresent()) {
            throw wrong("has a response with `CONVERT_TO_BINARY`: binary messages are not built");
        }
        response.responseParameters().forEach((name, expression) -> {
            if (!PROTOCOL.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                throw wrong("has a response that sets `" + name
                        + "`: only `route.response.header.Sec-WebSocket-Protocol` is built");
            }
            if (!isKnown(expression)
                    && !expression.matches("integration\\.response\\.(header|multivalueheader|body)\\..+")) {
                throw wrong("has a response that maps `" + expression + "`, which is not known");
            }
        });
        response.templateSelectionExpression().ifPresent(SelectionExpression::ofAnswer);
        response.responseTemplates().values().forEach(this::parse);
    }

    private void parse(String template) {
        try {
            MappingTemplate.parse(template);
        } catch (TemplateException e) {
            throw wrong("has a template with an error: " + e.message());
        }
    }

    private void oneOf(String name, Optional<String> value, Set<String> known) {
        value.filter(given -> !known.contains(given)).ifPresent(given -> {
            throw wrong("has the `" + name + "` `" + given + "`: one of "
                    + String.join(", ", known.stream().sorted().toList()) + " was expected");
        });
    }

    private String where() {
        return "the integration `" + integration.id() + "` of the type " + integration.type();
    }

    private UnsupportedApiException wrong(String what) {
        return new UnsupportedApiException(
                "The integration `" + integration.id() + "` of the type " + integration.type() + " " + what + ".");
    }
}
