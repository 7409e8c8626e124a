package samara.gateway.rest;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import samara.gateway.UnsupportedApiException;
import samara.gateway.api.Authorizer;
import samara.gateway.api.Integration;
import samara.gateway.api.IntegrationType;
import samara.gateway.vtl.MappingTemplate;
import samara.gateway.vtl.TemplateException;

/// Looks through what an API's owner wrote before it is served: expressions, templates and patterns that can't work.
final class IntegrationCheck {
    private IntegrationCheck() {}

    static void check(Integration integration, String where) {
        boolean variable =
                integration.uri().filter(u -> u.contains("${stageVariables.")).isPresent();
        if (!variable
                && Targets.of(integration, Map.of(), where) instanceof Target.Action
                && integration.credentials().isEmpty()) {
            throw new UnsupportedApiException(
                    "Role ARN must be specified for AWS integrations, such as that of " + where + " (`credentials`).");
        }
        checkTransfer(integration, where);
        integration.requestParameters().forEach((name, expression) -> {
            if (!RequestPlace.isKnown(name) || !Parameters.isKnown(expression)) {
                throw new UnsupportedApiException("Invalid mapping expression specified for " + where + ": `" + name
                        + "` ← `" + expression + "`.");
            }
        });
        integration.requestTemplates().values().forEach(template -> parse(template, where));
        integration.responses().values().forEach(response -> {
            response.responseTemplates().values().forEach(template -> parse(template, where));
            response.selectionPattern().ifPresent(pattern -> compile(pattern, where));
            response.responseParameters().forEach((name, expression) -> {
                if (!name.startsWith("method.response.header.") || !Parameters.isKnown(expression)) {
                    throw new UnsupportedApiException("Invalid mapping expression specified for " + where + ": `" + name
                            + "` ← `" + expression + "`.");
                }
            });
        });
    }

    /// A streaming URI and the mode `STREAM` go together.
    private static void checkTransfer(Integration integration, String where) {
        String mode = integration.responseTransferMode().orElse("BUFFERED");
        boolean proxy =
                integration.type() == IntegrationType.AWS_PROXY || integration.type() == IntegrationType.HTTP_PROXY;
        boolean streamingUri = integration.uri().filter(Targets::isStreaming).isPresent();
        if (!mode.equals("STREAM") && !mode.equals("BUFFERED")) {
            throw new UnsupportedApiException(
                    "The response transfer mode of " + where + " is STREAM or BUFFERED, not `" + mode + "`.");
        }
        if (integration.streams() && !proxy) {
            throw new UnsupportedApiException("The response transfer mode STREAM is for integrations of the types"
                    + " HTTP_PROXY and AWS_PROXY; that of " + where + " is of the type " + integration.type() + ".");
        }
        if (integration.type() == IntegrationType.AWS_PROXY && integration.streams() != streamingUri
                || integration.type() == IntegrationType.AWS && streamingUri) {
            throw new UnsupportedApiException("The integration of " + where + " needs both the response transfer mode"
                    + " STREAM and a URI that ends in `/response-streaming-invocations`, or neither.");
        }
    }

    static void check(Authorizer authorizer) {
        if (authorizer.type().equals(UserPoolAuthorizer.TYPE)) {
            UserPoolAuthorizer.check(authorizer);
        } else if (!authorizer.type().equals("TOKEN") && !authorizer.type().equals("REQUEST")) {
            throw new UnsupportedApiException(
                    "Authorizers of type `" + authorizer.type() + "` (`" + authorizer.name() + "`) are not known.");
        }
        authorizer.identityValidationExpression().ifPresent(e -> compile(e, "`" + authorizer.name() + "`"));
    }

    /// Plain JSON, which most templates are, needs no engine to be seen as good.
    private static void parse(String template, String where) {
        if (template.indexOf('#') < 0 && template.indexOf('$') < 0) {
            return;
        }
        try {
            MappingTemplate.parse(template);
        } catch (TemplateException e) {
            throw new UnsupportedApiException("In " + where + ": " + e.message());
        }
    }

    private static void compile(String pattern, String where) {
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw new UnsupportedApiException("`" + pattern + "` of " + where + " is no regular expression.");
        }
    }
}
