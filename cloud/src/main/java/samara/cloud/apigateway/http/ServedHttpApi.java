package samara.cloud.apigateway.http;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import samara.cloud.apigateway.CloudBackends;
import samara.cloud.apigateway.StageServices;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Scope;
import samara.gateway.http.DeployedHttpApi;
import samara.gateway.http.HttpApi;
import samara.gateway.http.HttpApiStage;
import samara.gateway.http.HttpStage;
import samara.gateway.websocket.WebSocketStage;

/// An API with its stages as they were at one moment. Each stage is made ready at its first request.
final class ServedHttpApi {
    private final Kernel kernel;
    private final StageServices services;
    private final Scope scope;
    private final StoredHttpApi api;
    private final Map<String, StoredHttpStage> stages;
    private final Function<String, HttpApi> deployments;
    private final ConcurrentHashMap<String, HttpStage> ready = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, WebSocketServer.Ready> sockets = new ConcurrentHashMap<>();

    /// @param stages by name
    /// @param deployments what was deployed, by the deployment's id
    ServedHttpApi(
            ServedHttpStages.Shared shared,
            Scope scope,
            StoredHttpApi api,
            Map<String, StoredHttpStage> stages,
            Function<String, HttpApi> deployments) {
        this.kernel = shared.kernel();
        this.services = shared.services();
        this.scope = scope;
        this.api = api;
        this.stages = stages;
        this.deployments = deployments;
    }

    /// The API as it stands, whatever was deployed of it.
    HttpApi api() {
        return api.api();
    }

    /// The stage of an HTTP API, if it is there and something was deployed to it.
    ///
    /// @throws samara.gateway.UnsupportedApiException where the API asks for what is not built or not there
    Optional<HttpStage> http(String name) {
        HttpStage known = ready.get(name);
        return known != null
                ? Optional.of(known)
                : deployed(name).map(deployed -> ready.computeIfAbsent(name, _ -> http(deployed)));
    }

    /// The stage of a WebSocket API, if it is there and something was deployed to it.
    ///
    /// @throws samara.gateway.UnsupportedApiException where the API asks for what is not built or not there
    Optional<WebSocketServer.Ready> webSocket(String name) {
        WebSocketServer.Ready known = sockets.get(name);
        return known != null
                ? Optional.of(known)
                : deployed(name).map(deployed -> sockets.computeIfAbsent(name, _ -> webSocket(deployed)));
    }

    private Optional<DeployedHttpApi> deployed(String name) {
        return Optional.ofNullable(stages.get(name))
                .map(StoredHttpStage::stage)
                .flatMap(stage -> stage.deploymentId().map(id -> deployed(stage, deployments.apply(id))));
    }

    private DeployedHttpApi deployed(HttpApiStage stage, HttpApi deployed) {
        return new DeployedHttpApi(
                api.id(),
                scope.account().id(),
                scope.region().name(),
                scope.region().partition(),
                deployed,
                stage);
    }

    private HttpStage http(DeployedHttpApi deployed) {
        return new HttpStage(
                deployed,
                backends(deployed.stage()),
                kernel.clock()::now,
                () -> ThreadLocalRandom.current().nextLong());
    }

    private WebSocketServer.Ready webSocket(DeployedHttpApi deployed) {
        CloudBackends backends = backends(deployed.stage());
        return new WebSocketServer.Ready(
                new WebSocketStage(
                        deployed,
                        backends,
                        kernel.clock()::now,
                        () -> ThreadLocalRandom.current().nextLong()),
                backends);
    }

    private CloudBackends backends(HttpApiStage stage) {
        return CloudBackends.ofHttpApi(kernel, services, scope, api.id(), stage);
    }
}
