package samara.cloud.apigateway;

import java.net.URI;
import java.util.function.BiConsumer;
import samara.gateway.Backends.VpcLinkUse;
import samara.gateway.UnsupportedApiException;
import samara.gateway.api.Integration;
import samara.gateway.api.IntegrationType;
import samara.gateway.api.Method;
import samara.gateway.api.Resource;
import samara.gateway.api.RestApi;
import samara.gateway.api.Stage;
import samara.gateway.rest.RestStage;

/// Refuses to deploy an API of which a method has nothing behind it, or something that is not built: what is not
/// served must not be deployed.
final class DeployableApi {
    private DeployableApi() {}

    /// @param links throws where nobody knows where a VPC link leads
    static void check(RestApi api, BiConsumer<VpcLinkUse, URI> links) {
        boolean anything = false;
        if (api.settings().endpointTypes().contains("PRIVATE")
                && api.settings().policy().isEmpty()) {
            throw ApiGatewayErrors.badRequest("Private REST API doesn't have a resource policy attached to it");
        }
        for (Resource resource : api.resources().values()) {
            for (Method method : resource.methods().values()) {
                anything = true;
                if (method.integration().isEmpty()) {
                    throw ApiGatewayErrors.badRequest("No integration defined for method");
                }
                refuse(method, "`" + method.httpMethod() + " " + resource.path() + "`");
                checkLink(method.integration().get(), links);
            }
        }
        if (!anything) {
            throw ApiGatewayErrors.badRequest("The REST API doesn't contain any methods");
        }
        try {
            RestStage.check(api);
        } catch (UnsupportedApiException e) {
            throw ApiGatewayErrors.badRequest(e.message());
        }
    }

    /// A link in a stage variable is looked for when a request comes.
    private static void checkLink(Integration integration, BiConsumer<VpcLinkUse, URI> links) {
        if (!integration.isPrivate()) {
            return;
        }
        if (integration.type() != IntegrationType.HTTP && integration.type() != IntegrationType.HTTP_PROXY) {
            throw ApiGatewayErrors.badRequest(
                    "Integrations with a VPC link are of the types HTTP and HTTP_PROXY, not " + integration.type());
        }
        if (integration.connectionId().isEmpty()) {
            throw ApiGatewayErrors.badRequest(
                    "VPC link ID is required (`connectionId`) for the connection type VPC_LINK");
        }
        String url = integration.uri().orElse("");
        if (!(integration.connectionId().get() + url).contains("${stageVariables.")) {
            try {
                links.accept(integration.vpcLink(id -> id).orElseThrow(), URI.create(url.replaceAll("[{}]", "_")));
            } catch (UnsupportedApiException | IllegalArgumentException e) {
                throw ApiGatewayErrors.badRequest(String.valueOf(e.getMessage()));
            }
        }
    }

    private static void refuse(Method method, String where) {
        Integration integration = method.integration().orElseThrow();
        if (integration.type() == IntegrationType.AWS) {
            String[] uri = integration.uri().orElse("").split(":", 6);
            String service = uri.length > 4 ? uri[4].substring(uri[4].lastIndexOf('.') + 1) : "";
            if (uri.length > 4
                    && !service.contains("$")
                    && ActionRequest.service(service).isEmpty()) {
                throw ApiGatewayErrors.badRequest("AWS ARN for integration contains invalid service: `"
                        + integration.uri().orElse("") + "` of " + where + ".");
            }
        }
    }

    static Stage redeployed(Stage stage, String deploymentId) {
        return new Stage(
                stage.name(),
                deploymentId,
                stage.description(),
                stage.variables(),
                stage.methodSettings(),
                stage.accessLog(),
                stage.tracingEnabled(),
                stage.cacheClusterSize(),
                stage.clientCertificateId(),
                stage.documentationVersion(),
                stage.canary(),
                stage.webAclArn());
    }
}
