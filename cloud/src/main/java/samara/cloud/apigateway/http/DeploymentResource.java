package samara.cloud.apigateway.http;

import java.util.Optional;
import samara.cloud.apigateway.ApiGatewayErrors;
import samara.cloud.resource.Gone;
import samara.cloud.resource.Physical;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceSchema;
import samara.cloud.resource.ResourceType;
import samara.wire.apigatewayv2.ApiGatewayV2Api;
import samara.wire.apigatewayv2.CreateDeploymentRequest;
import samara.wire.apigatewayv2.DeleteDeploymentRequest;
import samara.wire.apigatewayv2.UpdateDeploymentRequest;

/// `AWS::ApiGatewayV2::Deployment`. `Ref` is the deployment's id. A new `ApiId` or `StageName` replaces it.
final class DeploymentResource implements ResourceType<DeploymentResource.Properties, DeploymentResource.Attributes> {

    record Properties(String apiId, Optional<String> description, Optional<String> stageName) {}

    record Attributes(String deploymentId) {}

    @Override
    public ResourceSchema<Properties, Attributes> schema() {
        return ResourceSchema.of("AWS::ApiGatewayV2::Deployment", Properties.class, Attributes.class)
                .replacedOn("ApiId", "StageName");
    }

    @Override
    public Physical<Attributes> create(Properties desired, ResourceContext context) {
        var request = CreateDeploymentRequest.builder()
                .apiId(desired.apiId())
                .description(desired.description().orElse(null))
                .stageName(desired.stageName().orElse(null))
                .build();
        String id = context.calls()
                .call(ApiGatewayV2Api.CREATE_DEPLOYMENT, request, context.call())
                .deploymentId()
                .orElseThrow();
        return new Physical<>(id, new Attributes(id));
    }

    @Override
    public Physical<Attributes> update(
            Physical<Attributes> at, Properties from, Properties to, ResourceContext context) {
        context.calls()
                .call(
                        ApiGatewayV2Api.UPDATE_DEPLOYMENT,
                        UpdateDeploymentRequest.builder()
                                .apiId(to.apiId())
                                .deploymentId(at.id())
                                .description(to.description().orElse(""))
                                .build(),
                        context.call());
        return at;
    }

    @Override
    public void delete(Physical<Attributes> at, Properties last, ResourceContext context) {
        Gone.ignored(
                ApiGatewayErrors.NOT_FOUND,
                () -> context.calls()
                        .call(
                                ApiGatewayV2Api.DELETE_DEPLOYMENT,
                                DeleteDeploymentRequest.builder()
                                        .apiId(last.apiId())
                                        .deploymentId(at.id())
                                        .build(),
                                context.call()));
    }
}
