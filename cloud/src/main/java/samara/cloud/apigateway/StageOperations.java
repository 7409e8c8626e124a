package samara.cloud.apigateway;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Operation;
import samara.cloud.kernel.Scope;
import samara.gateway.api.Stage;
import samara.gateway.waf.WebAcls;
import samara.wire.Nothing;
import samara.wire.apigateway.ApiGatewayApi;
import samara.wire.apigateway.CreateDeploymentRequest;
import samara.wire.apigateway.CreateStageRequest;
import samara.wire.apigateway.DeleteDeploymentRequest;
import samara.wire.apigateway.DeleteStageRequest;
import samara.wire.apigateway.Deployment;
import samara.wire.apigateway.DeploymentCanarySettings;
import samara.wire.apigateway.Deployments;
import samara.wire.apigateway.GetDeploymentRequest;
import samara.wire.apigateway.GetDeploymentsRequest;
import samara.wire.apigateway.GetStageRequest;
import samara.wire.apigateway.GetStagesRequest;
import samara.wire.apigateway.Stages;
import samara.wire.apigateway.UpdateDeploymentRequest;
import samara.wire.apigateway.UpdateStageRequest;

/// Operations on deployments and stages.
final class StageOperations {
    private final RestApis apis;
    private final WebAcls webAcls;
    private final StageCertificates certificates;
    private final Documentation documentation;

    StageOperations(RestApis apis, StageServices services, Documentation documentation) {
        this.documentation = documentation;
        this.apis = apis;
        this.webAcls = services.webAcls();
        this.certificates = services.certificates();
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new ApiOperation<>(
                        ApiGatewayApi.CREATE_DEPLOYMENT, "POST", in -> deployments(in.restApiId()), this::deploy),
                new ApiOperation<>(
                        ApiGatewayApi.GET_DEPLOYMENT,
                        "GET",
                        in -> deployments(in.restApiId()) + "/" + in.deploymentId(),
                        this::getDeployment),
                new ApiOperation<>(
                        ApiGatewayApi.GET_DEPLOYMENTS, "GET", in -> deployments(in.restApiId()), this::listDeployments),
                new ApiOperation<>(
                        ApiGatewayApi.UPDATE_DEPLOYMENT,
                        "PATCH",
                        in -> deployments(in.restApiId()) + "/" + in.deploymentId(),
                        this::updateDeployment),
                new ApiOperation<>(
                        ApiGatewayApi.DELETE_DEPLOYMENT,
                        "DELETE",
                        in -> deployments(in.restApiId()) + "/" + in.deploymentId(),
                        this::deleteDeployment),
                new ApiOperation<>(ApiGatewayApi.CREATE_STAGE, "POST", in -> stages(in.restApiId()), this::create),
                new ApiOperation<>(
                        ApiGatewayApi.GET_STAGE, "GET", in -> stages(in.restApiId()) + "/" + in.stageName(), this::get),
                new ApiOperation<>(ApiGatewayApi.GET_STAGES, "GET", in -> stages(in.restApiId()), this::list),
                new ApiOperation<>(
                        ApiGatewayApi.UPDATE_STAGE,
                        "PATCH",
                        in -> stages(in.restApiId()) + "/" + in.stageName(),
                        this::update),
                new ApiOperation<>(
                        ApiGatewayApi.DELETE_STAGE,
                        "DELETE",
                        in -> stages(in.restApiId()) + "/" + in.stageName(),
                        this::delete));
    }

    private static String deployments(String apiId) {
        return RestApiOperations.path(apiId) + "/deployments";
    }

    private static String stages(String apiId) {
        return RestApiOperations.path(apiId) + "/stages";
    }

    private Deployment deploy(CreateDeploymentRequest in, Call call) {
        if (in.canarySettings().isPresent()) {
            return deployCanary(in, in.canarySettings().get(), call);
        }
        StoredDeployment deployment = apis.deploy(
                call.scope(),
                in.restApiId(),
                in.description(),
                Optional.of(stored -> {
                    Stage stage = stored.stage();
                    Stage changed = new Stage(
                            stage.name(),
                            stage.deploymentId(),
                            in.stageDescription().or(stage::description),
                            in.variables().orElse(stage.variables()),
                            stage.methodSettings(),
                            stage.accessLog(),
                            in.tracingEnabled().orElse(stage.tracingEnabled()),
                            in.cacheClusterEnabled().isPresent()
                                    ? cache(in.cacheClusterEnabled(), in.cacheClusterSize())
                                    : stage.cacheClusterSize(),
                            stage.clientCertificateId(),
                            stage.documentationVersion(),
                            stage.canary(),
                            stage.webAclArn());
                    StageLimits.check(changed);
                    return stored.with(changed, apis.now());
                }),
                in.stageName().filter(name -> !name.isEmpty()));
        return Views.deployment(deployment, true);
    }

    /// Deploys to a share of a stage's requests; the stage keeps its deployment.
    private Deployment deployCanary(CreateDeploymentRequest in, DeploymentCanarySettings settings, Call call) {
        String stageName = in.stageName()
                .filter(name -> !name.isEmpty())
                .orElseThrow(() -> ApiGatewayErrors.badRequest("A canary needs the name of its stage"));
        apis.stage(call.scope(), in.restApiId(), stageName);
        StoredDeployment deployment =
                apis.deploy(call.scope(), in.restApiId(), in.description(), Optional.empty(), Optional.empty());
        apis.changeStage(call.scope(), in.restApiId(), stageName, stored -> {
            Stage changed = stored.stage()
                    .withCanary(Optional.of(new Stage.Canary(
                            deployment.id(),
                            settings.percentTraffic().orElse(0.0),
                            settings.stageVariableOverrides().orElse(Map.of()),
                            settings.useStageCache().orElse(false))));
            StageLimits.check(changed);
            return stored.with(changed, apis.now());
        });
        return Views.deployment(deployment, true);
    }

    /// A cache has a size, and without one there is none.
    static Optional<String> cache(Optional<Boolean> enabled, Optional<String> size) {
        return enabled.orElse(false) ? size.or(() -> Optional.of("0.5")) : Optional.empty();
    }

    private Deployment getDeployment(GetDeploymentRequest in, Call call) {
        return Views.deployment(
                apis.deployment(call.scope(), in.restApiId(), in.deploymentId()),
                in.embed().filter(e -> e.contains("apisummary")).isPresent());
    }

    private Deployments listDeployments(GetDeploymentsRequest in, Call call) {
        var page = Pages.of(
                apis.deployments(call.scope(), in.restApiId()), StoredDeployment::id, in.position(), in.limit());
        var view = Deployments.builder()
                .items(page.items().stream()
                        .map(d -> Views.deployment(d, false))
                        .toList());
        page.position().ifPresent(view::position);
        return view.build();
    }

    private Deployment updateDeployment(UpdateDeploymentRequest in, Call call) {
        StoredDeployment deployment = apis.deployment(call.scope(), in.restApiId(), in.deploymentId());
        for (Patches.Patch patch : Views.patches(in.patchOperations())) {
            if (!patch.path().equals("/description")) {
                throw ApiGatewayErrors.badRequest("Invalid patch path " + patch.path());
            }
            deployment = apis.describe(call.scope(), in.restApiId(), in.deploymentId(), patch.value());
        }
        return Views.deployment(deployment, false);
    }

    private Nothing deleteDeployment(DeleteDeploymentRequest in, Call call) {
        apis.deleteDeployment(call.scope(), in.restApiId(), in.deploymentId());
        return Nothing.INSTANCE;
    }

    private samara.wire.apigateway.Stage create(CreateStageRequest in, Call call) {
        Stage stage = new Stage(
                in.stageName(),
                in.deploymentId(),
                in.description(),
                in.variables().orElse(Map.of()),
                Map.of(),
                Optional.empty(),
                in.tracingEnabled().orElse(false),
                cache(in.cacheClusterEnabled(), in.cacheClusterSize()),
                Optional.empty(),
                in.documentationVersion(),
                in.canarySettings()
                        .map(canary -> new Stage.Canary(
                                canary.deploymentId().orElse(in.deploymentId()),
                                canary.percentTraffic().orElse(0.0),
                                canary.stageVariableOverrides().orElse(Map.of()),
                                canary.useStageCache().orElse(false))),
                Optional.empty());
        StageLimits.check(checked(stage, in.restApiId(), call.scope()));
        return shown(
                call.scope(),
                in.restApiId(),
                apis.createStage(call.scope(), in.restApiId(), stage, in.tags().orElse(Map.of())));
    }

    /// A stage with the web ACL that guards it.
    private samara.wire.apigateway.Stage shown(Scope scope, String apiId, StoredStage stored) {
        Stage stage = stored.stage();
        String arn = "arn:" + scope.region().partition() + ":apigateway:" + scope.region() + "::/restapis/" + apiId
                + "/stages/" + stage.name();
        return Views.stage(stored.with(stage.withWebAclArn(webAcls.guardOf(arn)), stored.lastUpdatedDate()));
    }

    private samara.wire.apigateway.Stage get(GetStageRequest in, Call call) {
        return shown(call.scope(), in.restApiId(), apis.stage(call.scope(), in.restApiId(), in.stageName()));
    }

    private Stages list(GetStagesRequest in, Call call) {
        return Stages.builder()
                .item(apis.stages(call.scope(), in.restApiId()).stream()
                        .filter(s -> in.deploymentId().isEmpty()
                                || s.stage()
                                        .deploymentId()
                                        .equals(in.deploymentId().get()))
                        .map(s -> shown(call.scope(), in.restApiId(), s))
                        .toList())
                .build();
    }

    private samara.wire.apigateway.Stage update(UpdateStageRequest in, Call call) {
        StoredStage changed = apis.changeStage(
                call.scope(),
                in.restApiId(),
                in.stageName(),
                stored -> stored.with(
                        checked(
                                StagePatches.apply(stored.stage(), Views.patches(in.patchOperations())),
                                in.restApiId(),
                                call.scope()),
                        apis.now()));
        return shown(call.scope(), in.restApiId(), changed);
    }

    /// What it names is there.
    private Stage checked(Stage stage, String apiId, Scope scope) {
        stage.documentationVersion().ifPresent(version -> documentation.version(scope, apiId, version));
        stage.clientCertificateId().ifPresent(id -> certificates.get(scope, id));
        return stage;
    }

    private Nothing delete(DeleteStageRequest in, Call call) {
        apis.deleteStage(call.scope(), in.restApiId(), in.stageName());
        return Nothing.INSTANCE;
    }
}
