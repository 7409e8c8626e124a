package samara.cloud.apigateway;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Scope;
import samara.gateway.api.ApiSettings;
import samara.gateway.api.RestApi;
import samara.gateway.rest.DeployedApi;
import samara.gateway.rest.RestStage;

/// The stages that are served, made ready at their first request and again after a change.
final class ServedStages {
    private final RestApis apis;
    private final Kernel kernel;
    private final StageServices shared;
    private final ConcurrentHashMap<String, Optional<RestStage>> ready = new ConcurrentHashMap<>();

    ServedStages(Kernel kernel, RestApis apis, StageServices shared) {
        this.kernel = kernel;
        this.apis = apis;
        this.shared = shared;
        apis.onStageChange(apiId -> ready.keySet().removeIf(key -> key.startsWith(apiId + "/")));
    }

    /// The stage of an API, if both are there.
    Optional<RestStage> of(String apiId, String stage) {
        Optional<RestStage> known = ready.get(apiId + "/" + stage);
        if (known != null) {
            return known;
        }
        Optional<RestStage> made = make(apiId, stage);
        // What is not there is not remembered: anybody can ask for any name.
        made.ifPresent(m -> ready.put(apiId + "/" + stage, made));
        return made;
    }

    /// The stage of an API, if it has been asked for since its last change: else it has nothing to forget.
    Optional<RestStage> ready(String apiId, String stage) {
        return ready.getOrDefault(apiId + "/" + stage, Optional.empty());
    }

    /// From where an API is reached is no part of its deployments.
    private static RestApi withEndpoint(RestApi deployed, ApiSettings now) {
        return deployed.with(deployed.settings().withEndpoint(now.endpointTypes(), now.vpcEndpointIds()));
    }

    private Optional<RestStage> make(String apiId, String stageName) {
        Optional<Scope> home = apis.home(apiId);
        if (home.isEmpty()) {
            return Optional.empty();
        }
        Scope scope = home.get();
        return apis.stageIfThere(scope, apiId, stageName).map(stage -> {
            StoredDeployment deployment =
                    apis.deployment(scope, apiId, stage.stage().deploymentId());
            DeployedApi deployed = new DeployedApi(
                    apiId,
                    scope.account().id(),
                    scope.region().name(),
                    scope.region().partition(),
                    withEndpoint(deployment.api(), apis.api(scope, apiId).api().settings()),
                    stage.stage());
            RestStage made = new RestStage(
                    deployed,
                    new CloudBackends(kernel, scope, ServedApi.of(deployed), shared),
                    kernel.clock()::now,
                    () -> ThreadLocalRandom.current().nextLong());
            return stage.stage()
                    .canary()
                    .map(canary -> made.withCanary(
                            apis.deployment(scope, apiId, canary.deploymentId()).api()))
                    .orElse(made);
        });
    }
}
