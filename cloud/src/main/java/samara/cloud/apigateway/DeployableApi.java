package samara.cloud.apigateway;

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

    static void check(RestApi api) {
        boolean anything = false;
        for (Resource resource : api.resources().values()) {
            for (Method method : resource.methods().values()) {
                anything = true;
                if (method.integration().isEmpty()) {
                    throw ApiGatewayErrors.badRequest("No integration defined for method");
                }
                refuseNotBuilt(method, "`" + method.httpMethod() + " " + resource.path() + "`");
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

    private static void refuseNotBuilt(Method method, String where) {
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
        if (integration.connectionType().filter("VPC_LINK"::equals).isPresent()) {
            throw ApiGatewayErrors.notBuilt("A VPC link (of " + where + ")");
        }
        if (integration.insecureSkipVerification()) {
            throw ApiGatewayErrors.notBuilt("`insecureSkipVerification` (of " + where + ")");
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
