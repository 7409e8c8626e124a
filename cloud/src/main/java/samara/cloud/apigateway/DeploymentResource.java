package samara.cloud.apigateway;

import java.util.Optional;
import samara.cloud.resource.Gone;
import samara.cloud.resource.Physical;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceSchema;
import samara.cloud.resource.ResourceType;
import samara.template.Node;
import samara.wire.AwsException;
import samara.wire.apigateway.ApiGatewayApi;
import samara.wire.apigateway.CreateDeploymentRequest;
import samara.wire.apigateway.DeleteDeploymentRequest;
import samara.wire.apigateway.DeleteStageRequest;
import samara.wire.apigateway.Deployment;
import samara.wire.apigateway.GetStageRequest;
import samara.wire.apigateway.Stage;
import samara.wire.apigateway.UpdateDeploymentRequest;

/// `AWS::ApiGateway::Deployment`. `Ref` is the deployment's id. A new `StageName` or `RestApiId` replaces it; the stage
/// that `StageName` made goes with it, unless it serves another deployment by then.
final class DeploymentResource implements ResourceType<DeploymentResource.Properties, DeploymentResource.Attributes> {

    record Properties(
            String restApiId,
            Optional<String> description,
            Optional<String> stageName,
            Optional<Node> stageDescription,
            Optional<Node> deploymentCanarySettings) {}

    record Attributes(String deploymentId) {}

    @Override
    public ResourceSchema<Properties, Attributes> schema() {
        return ResourceSchema.of("AWS::ApiGateway::Deployment", Properties.class, Attributes.class)
                .replacedOn("RestApiId", "StageName", "StageDescription", "DeploymentCanarySettings");
    }

    @Override
    public Physical<Attributes> create(Properties desired, ResourceContext context) {
        desired.stageDescription().ifPresent(node -> {
            throw ApiGatewayErrors.notBuilt("`StageDescription` of a deployment (use `AWS::ApiGateway::Stage`)");
        });
        desired.deploymentCanarySettings().ifPresent(node -> {
            throw ApiGatewayErrors.notBuilt("`DeploymentCanarySettings`");
        });
        var request = CreateDeploymentRequest.builder().restApiId(desired.restApiId());
        desired.description().ifPresent(request::description);
        desired.stageName().ifPresent(request::stageName);
        Deployment made = context.calls().call(ApiGatewayApi.CREATE_DEPLOYMENT, request.build(), context.call());
        String id = made.id().orElseThrow();
        return new Physical<>(id, new Attributes(id));
    }

    @Override
    public Physical<Attributes> update(
            Physical<Attributes> at, Properties from, Properties to, ResourceContext context) {
        context.calls()
                .call(
                        ApiGatewayApi.UPDATE_DEPLOYMENT,
                        UpdateDeploymentRequest.builder()
                                .restApiId(to.restApiId())
                                .deploymentId(at.id())
                                .patchOperations(java.util.List.of(RestApiResource.patch(
                                        "replace",
                                        "/description",
                                        to.description().orElse(""))))
                                .build(),
                        context.call());
        return at;
    }

    @Override
    public void delete(Physical<Attributes> at, Properties last, ResourceContext context) {
        last.stageName()
                .ifPresent(stage -> Gone.ignored(
                        ApiGatewayErrors.NOT_FOUND, () -> deleteStage(at.id(), last.restApiId(), stage, context)));
        Gone.ignored(
                ApiGatewayErrors.NOT_FOUND,
                () -> context.calls()
                        .call(
                                ApiGatewayApi.DELETE_DEPLOYMENT,
                                DeleteDeploymentRequest.builder()
                                        .restApiId(last.restApiId())
                                        .deploymentId(at.id())
                                        .build(),
                                context.call()));
    }

    /// @throws AwsException `NotFoundException` where there is no such stage
    private static void deleteStage(String deploymentId, String apiId, String name, ResourceContext context) {
        Stage stage = context.calls()
                .call(
                        ApiGatewayApi.GET_STAGE,
                        GetStageRequest.builder()
                                .restApiId(apiId)
                                .stageName(name)
                                .build(),
                        context.call());
        if (stage.deploymentId().filter(deploymentId::equals).isPresent()) {
            context.calls()
                    .call(
                            ApiGatewayApi.DELETE_STAGE,
                            DeleteStageRequest.builder()
                                    .restApiId(apiId)
                                    .stageName(name)
                                    .build(),
                            context.call());
        }
    }
}
