package samara.cloud.apigateway.http;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import samara.cloud.apigateway.ApiGatewayErrors;
import samara.cloud.apigateway.vpclink.VpcLinks;
import samara.cloud.kernel.Account;
import samara.cloud.kernel.Clock;
import samara.cloud.kernel.Ids;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Locks;
import samara.cloud.kernel.Range;
import samara.cloud.kernel.RecordTable;
import samara.cloud.kernel.Region;
import samara.cloud.kernel.Scope;
import samara.cloud.kernel.Store;
import samara.gateway.Backends.VpcLinkUse;
import samara.gateway.UnsupportedApiException;
import samara.gateway.http.HttpApi;
import samara.gateway.http.HttpApiStage;
import samara.gateway.http.HttpIntegration;
import samara.gateway.http.HttpStage;
import samara.gateway.websocket.WebSocketStage;

/// The state of the control plane: APIs, their stages and deployments. A change of an API is deployed at once to its
/// stages that deploy by themselves.
final class HttpApis {
    private final Store store;
    private final Ids ids;
    private final Clock clock;
    private final Locks locks = new Locks();
    private final VpcLinks vpcLinks;
    private final RecordTable<StoredHttpApi> apis;
    private final RecordTable<Home> homes;
    private final RecordTable<StoredHttpStage> stages;
    private final RecordTable<StoredHttpDeployment> deployments;
    private final Map<String, Scope> scopes = new ConcurrentHashMap<>();
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    /// Where an API lives: a URL names only the API's id.
    record Home(String apiId, String accountId, String regionName) {}

    /// @param vpcLinks what integrations may go through
    HttpApis(Kernel kernel, VpcLinks vpcLinks) {
        this.vpcLinks = vpcLinks;
        vpcLinks.usedBy(this::usersOfLink);
        this.store = kernel.store();
        this.ids = kernel.ids();
        this.clock = kernel.clock();
        this.apis = store.table("apigatewayv2/apis", StoredHttpApi.class);
        this.homes = store.table("apigatewayv2/homes", Home.class);
        this.stages = store.table("apigatewayv2/stages", StoredHttpStage.class);
        this.deployments = store.table("apigatewayv2/deployments", StoredHttpDeployment.class);
        homes.list(Range.all(), Integer.MAX_VALUE)
                .forEach(home -> scopes.put(
                        home.apiId(), new Scope(new Account(home.accountId()), new Region(home.regionName()))));
    }

    /// Calls `listener` with the id of each API of which what is served may have changed.
    void onChange(Consumer<String> listener) {
        listeners.add(listener);
    }

    /// Where an HTTP API of this id lives. Costs nothing: asked for every request.
    Optional<Scope> home(String apiId) {
        return Optional.ofNullable(scopes.get(apiId));
    }

    String newId() {
        return ids.lowerAlphanumeric(7);
    }

    StoredHttpApi create(Scope scope, HttpApi api, Map<String, String> tags) {
        check(scope, api);
        StoredHttpApi stored = new StoredHttpApi(ids.lowerAlphanumeric(10), clock.now(), api, tags, List.of());
        store.batch()
                .put(apis, key(scope, stored.id()), stored)
                .put(
                        homes,
                        stored.id(),
                        new Home(
                                stored.id(),
                                scope.account().id(),
                                scope.region().name()))
                .commit();
        scopes.put(stored.id(), scope);
        return stored;
    }

    StoredHttpApi api(Scope scope, String apiId) {
        return apis.get(key(scope, apiId))
                .orElseThrow(() -> ApiGatewayErrors.notFound(
                        "Invalid API identifier specified " + scope.account().id() + ":" + apiId));
    }

    List<StoredHttpApi> list(Scope scope) {
        return apis.list(scope.key() + "/");
    }

    StoredHttpApi change(Scope scope, String apiId, UnaryOperator<StoredHttpApi> change) {
        StoredHttpApi changed = locks.locked(key(scope, apiId), () -> {
            StoredHttpApi after = change.apply(api(scope, apiId));
            check(scope, after.api());
            apis.put(key(scope, apiId), after);
            stages.list(key(scope, apiId) + "/").stream()
                    .filter(stage -> stage.stage().autoDeploy())
                    .forEach(stage -> redeploy(scope, after, stage));
            return after;
        });
        changed(apiId);
        return changed;
    }

    StoredHttpApi changeApi(Scope scope, String apiId, UnaryOperator<HttpApi> change) {
        return change(scope, apiId, stored -> stored.with(change.apply(stored.api())));
    }

    /// The integrations that go through a VPC link.
    private List<String> usersOfLink(Scope scope, String linkId) {
        return list(scope).stream()
                .flatMap(stored -> stored.api().integrations().values().stream()
                        .filter(integration -> integration.isPrivate()
                                && integration.connectionId().equals(Optional.of(linkId)))
                        .map(integration -> "[" + integration.method().orElse("ANY") + ":" + integration.id() + ":"
                                + stored.id() + "]"))
                .toList();
    }

    /// Where an integration's VPC link leads must be known, unless a stage variable names it.
    private void checkLink(Scope scope, HttpIntegration integration) {
        String names = integration.connectionId().orElse("") + integration.uri().orElse("");
        if (integration.isPrivate() && !names.contains("${stageVariables.")) {
            vpcLinks.way(
                    scope,
                    new VpcLinkUse(integration.connectionId().orElse(""), integration.uri()),
                    URI.create(integration.serverNameToVerify().isPresent() ? "https://api/" : "http://api/"));
        }
    }

    private void check(Scope scope, HttpApi api) {
        try {
            if (api.isWebSocket()) {
                WebSocketStage.check(api);
            } else {
                HttpStage.check(api);
                api.integrations().values().forEach(integration -> checkLink(scope, integration));
            }
        } catch (UnsupportedApiException e) {
            throw ApiGatewayErrors.badRequest(String.valueOf(e.getMessage()));
        }
    }

    void delete(Scope scope, String apiId) {
        locks.locked(key(scope, apiId), () -> {
            api(scope, apiId);
            Range all = Range.prefix(key(scope, apiId) + "/");
            var batch = store.batch().delete(apis, key(scope, apiId)).delete(homes, apiId);
            deployments.keys(all, Integer.MAX_VALUE).forEach(key -> batch.delete(deployments, key));
            stages.keys(all, Integer.MAX_VALUE).forEach(key -> batch.delete(stages, key));
            batch.commit();
            scopes.remove(apiId);
        });
        changed(apiId);
    }

    /// Takes a snapshot, and puts it under a stage where one is named.
    StoredHttpDeployment deploy(Scope scope, String apiId, Optional<String> description, Optional<String> stageName) {
        stageName.ifPresent(name -> stage(scope, apiId, name));
        StoredHttpDeployment made = locks.locked(key(scope, apiId), () -> {
            var deployment = snapshot(scope, api(scope, apiId), description, false);
            stageName.ifPresent(name -> {
                StoredHttpStage stage = stage(scope, apiId, name);
                put(scope, apiId, stage.with(deployed(stage.stage(), deployment.id()), clock.now()));
            });
            return deployment;
        });
        changed(apiId);
        return made;
    }

    private StoredHttpDeployment snapshot(
            Scope scope, StoredHttpApi api, Optional<String> description, boolean automatic) {
        var made = new StoredHttpDeployment(newId(), clock.now(), description, automatic, api.api());
        deployments.put(key(scope, api.id()) + "/" + made.id(), made);
        return made;
    }

    /// Puts a new snapshot under a stage; the one before goes, unless somebody made it.
    private void redeploy(Scope scope, StoredHttpApi api, StoredHttpStage stage) {
        StoredHttpDeployment made = snapshot(
                scope, api, Optional.of("Automatic deployment triggered by changes to the Api configuration"), true);
        put(scope, api.id(), stage.with(deployed(stage.stage(), made.id()), clock.now()));
        stage.stage()
                .deploymentId()
                .map(old -> key(scope, api.id()) + "/" + old)
                .filter(key -> deployments
                        .get(key)
                        .filter(StoredHttpDeployment::autoDeployed)
                        .isPresent())
                .ifPresent(deployments::delete);
    }

    private static HttpApiStage deployed(HttpApiStage stage, String deploymentId) {
        return new HttpApiStage(
                stage.name(),
                Optional.of(deploymentId),
                stage.description(),
                stage.autoDeploy(),
                stage.variables(),
                stage.accessLog(),
                stage.defaultRouteSettings(),
                stage.routeSettings());
    }

    StoredHttpDeployment deployment(Scope scope, String apiId, String deploymentId) {
        api(scope, apiId);
        return deployments
                .get(key(scope, apiId) + "/" + deploymentId)
                .orElseThrow(() -> ApiGatewayErrors.notFound("Invalid Deployment identifier specified"));
    }

    List<StoredHttpDeployment> deployments(Scope scope, String apiId) {
        api(scope, apiId);
        return deployments.list(key(scope, apiId) + "/");
    }

    void describe(Scope scope, String apiId, StoredHttpDeployment changed) {
        deployments.put(key(scope, apiId) + "/" + changed.id(), changed);
    }

    void deleteDeployment(Scope scope, String apiId, String deploymentId) {
        locks.locked(key(scope, apiId), () -> {
            deployment(scope, apiId, deploymentId);
            boolean used = stages(scope, apiId).stream()
                    .anyMatch(stage -> stage.stage()
                            .deploymentId()
                            .filter(deploymentId::equals)
                            .isPresent());
            if (used) {
                throw ApiGatewayErrors.conflict("Active stages pointing to this deployment must be moved or deleted");
            }
            deployments.delete(key(scope, apiId) + "/" + deploymentId);
        });
    }

    StoredHttpStage createStage(Scope scope, String apiId, HttpApiStage stage, Map<String, String> tags) {
        StoredHttpStage created = locks.locked(key(scope, apiId), () -> {
            StoredHttpApi api = api(scope, apiId);
            stage.deploymentId().ifPresent(id -> deployment(scope, apiId, id));
            if (stages.get(stageKey(scope, apiId, stage.name())).isPresent()) {
                throw ApiGatewayErrors.conflict("Stage already exists");
            }
            StoredHttpStage made = new StoredHttpStage(stage, clock.now(), clock.now(), tags);
            put(scope, apiId, made);
            if (stage.autoDeploy()) {
                redeploy(scope, api, made);
            }
            return stage(scope, apiId, stage.name());
        });
        changed(apiId);
        return created;
    }

    StoredHttpStage stage(Scope scope, String apiId, String name) {
        api(scope, apiId);
        return stageIfThere(scope, apiId, name)
                .orElseThrow(() -> ApiGatewayErrors.notFound("Invalid stage identifier specified"));
    }

    Optional<StoredHttpStage> stageIfThere(Scope scope, String apiId, String name) {
        return stages.get(stageKey(scope, apiId, name));
    }

    List<StoredHttpStage> stages(Scope scope, String apiId) {
        api(scope, apiId);
        return stages.list(key(scope, apiId) + "/");
    }

    StoredHttpStage changeStage(Scope scope, String apiId, String name, UnaryOperator<StoredHttpStage> change) {
        StoredHttpStage changed = locks.locked(key(scope, apiId), () -> {
            StoredHttpStage before = stage(scope, apiId, name);
            StoredHttpStage after = change.apply(before);
            after.stage().deploymentId().ifPresent(id -> deployment(scope, apiId, id));
            put(scope, apiId, after);
            if (after.stage().autoDeploy() && !before.stage().autoDeploy()) {
                redeploy(scope, api(scope, apiId), after);
            }
            return stage(scope, apiId, name);
        });
        changed(apiId);
        return changed;
    }

    void deleteStage(Scope scope, String apiId, String name) {
        locks.locked(key(scope, apiId), () -> {
            stage(scope, apiId, name);
            stages.delete(stageKey(scope, apiId, name));
        });
        changed(apiId);
    }

    /// The host name that AWS would give an API.
    static String domainName(Scope scope, String apiId) {
        return apiId + ".execute-api." + scope.region() + "." + scope.region().dnsSuffix();
    }

    java.time.Instant now() {
        return clock.now();
    }

    private void put(Scope scope, String apiId, StoredHttpStage stage) {
        stages.put(stageKey(scope, apiId, stage.stage().name()), stage);
    }

    private void changed(String apiId) {
        listeners.forEach(listener -> listener.accept(apiId));
    }

    private static String key(Scope scope, String apiId) {
        return scope.key() + "/" + apiId;
    }

    private static String stageKey(Scope scope, String apiId, String name) {
        return key(scope, apiId) + "/" + name;
    }
}
