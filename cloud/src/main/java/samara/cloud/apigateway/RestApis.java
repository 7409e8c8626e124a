package samara.cloud.apigateway;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import samara.cloud.apigateway.vpclink.VpcLinks;
import samara.cloud.kernel.Ids;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Locks;
import samara.cloud.kernel.Range;
import samara.cloud.kernel.RecordTable;
import samara.cloud.kernel.Scope;
import samara.cloud.kernel.Store;
import samara.gateway.api.Method;
import samara.gateway.api.Resource;
import samara.gateway.api.RestApi;
import samara.gateway.api.Stage;

/// The state of the control plane: APIs, their deployments and stages. A deployment that a stage uses stays; an API
/// takes its deployments and stages with it.
final class RestApis {
    private final Store store;
    private final Ids ids;
    private final samara.cloud.kernel.Clock clock;
    private final Locks locks = new Locks();
    private final VpcLinks vpcLinks;
    private final RecordTable<StoredApi> apis;
    private final RecordTable<ApiHome> homes;
    private final RecordTable<StoredDeployment> deployments;
    private final RecordTable<StoredStage> stages;
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    /// @param vpcLinks what integrations may go through
    RestApis(Kernel kernel, VpcLinks vpcLinks) {
        this.vpcLinks = vpcLinks;
        vpcLinks.usedBy(this::usersOfLink);
        this.store = kernel.store();
        this.ids = kernel.ids();
        this.clock = kernel.clock();
        this.apis = store.table("apigateway/apis", StoredApi.class);
        this.homes = store.table("apigateway/homes", ApiHome.class);
        this.deployments = store.table("apigateway/deployments", StoredDeployment.class);
        this.stages = store.table("apigateway/stages", StoredStage.class);
    }

    /// Calls `listener` with the id of each API of which a stage changed.
    void onStageChange(Consumer<String> listener) {
        listeners.add(listener);
    }

    /// The integrations that go through a VPC link.
    private List<String> usersOfLink(Scope scope, String linkId) {
        List<String> users = new ArrayList<>();
        for (StoredApi stored : list(scope)) {
            for (Resource resource : stored.api().resources().values()) {
                for (Method method : resource.methods().values()) {
                    if (method.integration()
                            .flatMap(integration -> integration.vpcLink(id -> id))
                            .filter(use -> use.id().equals(linkId))
                            .isPresent()) {
                        users.add("[" + method.httpMethod() + ":" + resource.id() + ":" + stored.id() + "]");
                    }
                }
            }
        }
        return users;
    }

    /// A new id for something within an API.
    String newId() {
        return ids.lowerAlphanumeric(6);
    }

    StoredApi create(Scope scope, RestApi api, Map<String, String> tags) {
        StoredApi stored = new StoredApi(ids.lowerAlphanumeric(10), clock.now(), api, tags, List.of());
        store.batch()
                .put(apis, key(scope, stored.id()), stored)
                .put(homes, stored.id(), ApiHome.of(scope))
                .commit();
        return stored;
    }

    StoredApi api(Scope scope, String apiId) {
        return apis.get(key(scope, apiId))
                .orElseThrow(() -> ApiGatewayErrors.noApi(scope.account().id(), apiId));
    }

    List<StoredApi> list(Scope scope) {
        return apis.list(scope.key() + "/");
    }

    Optional<Scope> home(String apiId) {
        return homes.get(apiId).map(ApiHome::scope);
    }

    /// Changes an API's record; nobody else changes it meanwhile.
    StoredApi change(Scope scope, String apiId, UnaryOperator<StoredApi> change) {
        boolean[] moved = new boolean[1];
        StoredApi changed = locks.locked(key(scope, apiId), () -> {
            StoredApi before = api(scope, apiId);
            StoredApi after = change.apply(before);
            apis.put(key(scope, apiId), after);
            moved[0] = !endpoint(before).equals(endpoint(after));
            return after;
        });
        if (moved[0]) {
            stagesChanged(apiId);
        }
        return changed;
    }

    private static List<List<String>> endpoint(StoredApi stored) {
        return List.of(
                stored.api().settings().endpointTypes(), stored.api().settings().vpcEndpointIds());
    }

    /// Changes an API's description.
    StoredApi changeApi(Scope scope, String apiId, UnaryOperator<RestApi> change) {
        return change(scope, apiId, stored -> stored.with(change.apply(stored.api())));
    }

    void delete(Scope scope, String apiId) {
        locks.locked(key(scope, apiId), () -> {
            api(scope, apiId);
            Range all = Range.prefix(key(scope, apiId) + "/");
            var batch = store.batch().delete(apis, key(scope, apiId)).delete(homes, apiId);
            deployments.keys(all, Integer.MAX_VALUE).forEach(key -> batch.delete(deployments, key));
            stages.keys(all, Integer.MAX_VALUE).forEach(key -> batch.delete(stages, key));
            batch.commit();
        });
        stagesChanged(apiId);
    }

    /// Takes a snapshot of an API, and puts it under a stage where one is named.
    StoredDeployment deploy(
            Scope scope,
            String apiId,
            Optional<String> description,
            Optional<UnaryOperator<StoredStage>> stageChange,
            Optional<String> stageName) {
        StoredDeployment deployment = locks.locked(key(scope, apiId), () -> {
            RestApi api = api(scope, apiId).api();
            DeployableApi.check(api, (use, url) -> vpcLinks.way(scope, use, url));
            StoredDeployment made = new StoredDeployment(newId(), clock.now(), description, api);
            var batch = store.batch().put(deployments, key(scope, apiId) + "/" + made.id(), made);
            stageName.ifPresent(name -> {
                Instant now = clock.now();
                StoredStage stage = stages.get(stageKey(scope, apiId, name))
                        .map(s -> s.with(DeployableApi.redeployed(s.stage(), made.id()), now))
                        .orElseGet(() -> new StoredStage(Stage.of(name, made.id()), now, now, Map.of()));
                batch.put(
                        stages,
                        stageKey(scope, apiId, name),
                        stageChange.map(c -> c.apply(stage)).orElse(stage));
            });
            batch.commit();
            return made;
        });
        stagesChanged(apiId);
        return deployment;
    }

    StoredDeployment deployment(Scope scope, String apiId, String deploymentId) {
        api(scope, apiId);
        return deployments
                .get(key(scope, apiId) + "/" + deploymentId)
                .orElseThrow(() -> ApiGatewayErrors.notFound("Invalid Deployment identifier specified"));
    }

    List<StoredDeployment> deployments(Scope scope, String apiId) {
        api(scope, apiId);
        return deployments.list(key(scope, apiId) + "/");
    }

    StoredDeployment describe(Scope scope, String apiId, String deploymentId, Optional<String> description) {
        StoredDeployment changed = deployment(scope, apiId, deploymentId).described(description);
        deployments.put(key(scope, apiId) + "/" + deploymentId, changed);
        return changed;
    }

    void deleteDeployment(Scope scope, String apiId, String deploymentId) {
        locks.locked(key(scope, apiId), () -> {
            deployment(scope, apiId, deploymentId);
            boolean used = stages(scope, apiId).stream()
                    .anyMatch(s -> s.stage().deploymentId().equals(deploymentId)
                            || s.stage()
                                    .canary()
                                    .filter(canary -> canary.deploymentId().equals(deploymentId))
                                    .isPresent());
            if (used) {
                throw ApiGatewayErrors.badRequest("Active stages pointing to this deployment must be moved or deleted");
            }
            deployments.delete(key(scope, apiId) + "/" + deploymentId);
        });
    }

    StoredStage createStage(Scope scope, String apiId, Stage stage, Map<String, String> tags) {
        deployment(scope, apiId, stage.deploymentId());
        stage.canary().ifPresent(canary -> deployment(scope, apiId, canary.deploymentId()));
        StoredStage created = locks.locked(key(scope, apiId), () -> {
            if (stages.get(stageKey(scope, apiId, stage.name())).isPresent()) {
                throw ApiGatewayErrors.conflict("Stage already exists");
            }
            StoredStage made = new StoredStage(stage, clock.now(), clock.now(), tags);
            stages.put(stageKey(scope, apiId, stage.name()), made);
            return made;
        });
        stagesChanged(apiId);
        return created;
    }

    Optional<StoredStage> stageIfThere(Scope scope, String apiId, String name) {
        return stages.get(stageKey(scope, apiId, name));
    }

    StoredStage stage(Scope scope, String apiId, String name) {
        api(scope, apiId);
        return stageIfThere(scope, apiId, name)
                .orElseThrow(() -> ApiGatewayErrors.notFound("Invalid stage identifier specified"));
    }

    List<StoredStage> stages(Scope scope, String apiId) {
        api(scope, apiId);
        return stages.list(key(scope, apiId) + "/");
    }

    StoredStage changeStage(Scope scope, String apiId, String name, UnaryOperator<StoredStage> change) {
        StoredStage changed = locks.locked(key(scope, apiId), () -> {
            StoredStage after = change.apply(stage(scope, apiId, name));
            deployment(scope, apiId, after.stage().deploymentId());
            after.stage().canary().ifPresent(canary -> deployment(scope, apiId, canary.deploymentId()));
            stages.put(stageKey(scope, apiId, name), after);
            return after;
        });
        stagesChanged(apiId);
        return changed;
    }

    void deleteStage(Scope scope, String apiId, String name) {
        locks.locked(key(scope, apiId), () -> {
            stage(scope, apiId, name);
            stages.delete(stageKey(scope, apiId, name));
        });
        stagesChanged(apiId);
    }

    /// The stages that show their backends this certificate.
    List<String> stagesWithCertificate(Scope scope, String certificateId) {
        List<String> users = new ArrayList<>();
        for (StoredApi stored : list(scope)) {
            for (StoredStage stage : stages(scope, stored.id())) {
                if (stage.stage()
                        .clientCertificateId()
                        .filter(certificateId::equals)
                        .isPresent()) {
                    users.add(stored.id() + "/" + stage.stage().name());
                }
            }
        }
        return users;
    }

    Instant now() {
        return clock.now();
    }

    private void stagesChanged(String apiId) {
        listeners.forEach(listener -> listener.accept(apiId));
    }

    private static String key(Scope scope, String apiId) {
        return scope.key() + "/" + apiId;
    }

    private static String stageKey(Scope scope, String apiId, String name) {
        return key(scope, apiId) + "/" + name;
    }
}
