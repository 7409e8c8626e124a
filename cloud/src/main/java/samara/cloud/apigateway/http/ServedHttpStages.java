package samara.cloud.apigateway.http;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import samara.cloud.apigateway.CloudBackends;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Scope;
import samara.gateway.http.DeployedHttpApi;
import samara.gateway.http.HttpApiStage;
import samara.gateway.http.HttpStage;
import samara.gateway.websocket.WebSocketStage;

/// The stages that are served, made ready at their first request and again after a change.
final class ServedHttpStages {
    private final Kernel kernel;
    private final HttpApis apis;
    private final ConcurrentHashMap<String, HttpStage> ready = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, WebSocketServer.Ready> sockets = new ConcurrentHashMap<>();

    ServedHttpStages(Kernel kernel, HttpApis apis) {
        this.kernel = kernel;
        this.apis = apis;
        apis.onChange(apiId -> {
            ready.keySet().removeIf(key -> key.startsWith(apiId + "/"));
            sockets.keySet().removeIf(key -> key.startsWith(apiId + "/"));
        });
    }

    /// The stage of a WebSocket API, if it is there and something was deployed to it.
    ///
    /// @throws samara.gateway.UnsupportedApiException where the API asks for what is not built or not there
    Optional<WebSocketServer.Ready> webSocket(Scope scope, String apiId, String name) {
        WebSocketServer.Ready known = sockets.get(apiId + "/" + name);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<WebSocketServer.Ready> made = apis.stageIfThere(scope, apiId, name)
                .map(StoredHttpStage::stage)
                .flatMap(stage -> stage.deploymentId().map(id -> socket(scope, apiId, stage, id)));
        made.ifPresent(stage -> sockets.put(apiId + "/" + name, stage));
        return made;
    }

    private WebSocketServer.Ready socket(Scope scope, String apiId, HttpApiStage stage, String deploymentId) {
        CloudBackends backends = CloudBackends.ofHttpApi(kernel, scope, apiId, stage.name(), stage.accessLog());
        return new WebSocketServer.Ready(
                new WebSocketStage(
                        deployed(scope, apiId, stage, deploymentId),
                        backends,
                        kernel.clock()::now,
                        () -> ThreadLocalRandom.current().nextLong()),
                backends);
    }

    private DeployedHttpApi deployed(Scope scope, String apiId, HttpApiStage stage, String deploymentId) {
        return new DeployedHttpApi(
                apiId,
                scope.account().id(),
                scope.region().name(),
                scope.region().partition(),
                apis.deployment(scope, apiId, deploymentId).api(),
                stage);
    }

    /// The stage of an API, if it is there and something was deployed to it.
    ///
    /// @throws samara.gateway.UnsupportedApiException where the API asks for what is not built or not there
    Optional<HttpStage> of(Scope scope, String apiId, String name) {
        HttpStage known = ready.get(apiId + "/" + name);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<HttpStage> made = apis.stageIfThere(scope, apiId, name)
                .map(StoredHttpStage::stage)
                .flatMap(stage -> stage.deploymentId().map(id -> make(scope, apiId, stage, id)));
        made.ifPresent(stage -> ready.put(apiId + "/" + name, stage));
        return made;
    }

    private HttpStage make(Scope scope, String apiId, HttpApiStage stage, String deploymentId) {
        DeployedHttpApi deployed = deployed(scope, apiId, stage, deploymentId);
        return new HttpStage(
                deployed,
                CloudBackends.ofHttpApi(kernel, scope, apiId, stage.name(), stage.accessLog()),
                kernel.clock()::now,
                () -> ThreadLocalRandom.current().nextLong());
    }
}
