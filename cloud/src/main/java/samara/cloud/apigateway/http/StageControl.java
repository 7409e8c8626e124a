package samara.cloud.apigateway.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.apigateway.ApiGatewayErrors;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Operation;
import samara.gateway.api.Stage.AccessLog;
import samara.gateway.http.HttpApi;
import samara.gateway.http.HttpApiStage;
import samara.gateway.http.HttpApiStage.RouteSettings;
import samara.wire.apigatewayv2.AccessLogSettings;
import samara.wire.apigatewayv2.ApiGatewayV2Api;

/// Operations on stages and deployments.
final class StageControl {
    private final HttpApis apis;

    StageControl(HttpApis apis) {
        this.apis = apis;
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new ControlOperation<>(ApiGatewayV2Api.CREATE_STAGE, "POST", StageControl::stages, this::create),
                new ControlOperation<>(ApiGatewayV2Api.GET_STAGE, "GET", StageControl::stage, this::get),
                new ControlOperation<>(ApiGatewayV2Api.GET_STAGES, "GET", StageControl::stages, this::list),
                new ControlOperation<>(ApiGatewayV2Api.UPDATE_STAGE, "PATCH", StageControl::stage, this::update),
                new ControlOperation<>(ApiGatewayV2Api.DELETE_STAGE, "DELETE", StageControl::stage, this::delete),
                new ControlOperation<>(
                        ApiGatewayV2Api.DELETE_ACCESS_LOG_SETTINGS,
                        "DELETE",
                        in -> stage(in) + "/accesslogsettings",
                        this::deleteAccessLog),
                new ControlOperation<>(
                        ApiGatewayV2Api.DELETE_ROUTE_SETTINGS,
                        "DELETE",
                        in -> stage(in) + "/routesettings/" + in.text("RouteKey"),
                        this::deleteRouteSettings),
                new ControlOperation<>(
                        ApiGatewayV2Api.CREATE_DEPLOYMENT, "POST", StageControl::deployments, this::deploy),
                new ControlOperation<>(
                        ApiGatewayV2Api.GET_DEPLOYMENT, "GET", StageControl::deployment, this::getDeployment),
                new ControlOperation<>(
                        ApiGatewayV2Api.GET_DEPLOYMENTS, "GET", StageControl::deployments, this::listDeployments),
                new ControlOperation<>(
                        ApiGatewayV2Api.UPDATE_DEPLOYMENT, "PATCH", StageControl::deployment, this::updateDeployment),
                new ControlOperation<>(
                        ApiGatewayV2Api.DELETE_DEPLOYMENT, "DELETE", StageControl::deployment, this::deleteDeployment));
    }

    private static String stages(Members in) {
        return ApiControl.path(in) + "/stages";
    }

    private static String stage(Members in) {
        return stages(in) + "/" + in.text("StageName");
    }

    private static String deployments(Members in) {
        return ApiControl.path(in) + "/deployments";
    }

    private static String deployment(Members in) {
        return deployments(in) + "/" + in.text("DeploymentId");
    }

    private Members create(Members in, Call call) {
        String name = in.text("StageName");
        if (!name.matches("\\$default|[A-Za-z0-9_-]{1,128}")) {
            throw ApiGatewayErrors.badRequest("Invalid stage name: " + name);
        }
        HttpApiStage none = new HttpApiStage(
                name,
                Optional.empty(),
                Optional.empty(),
                false,
                Map.of(),
                Optional.empty(),
                RouteSettings.NONE,
                Map.of());
        return Views.stage(
                apis.createStage(call.scope(), in.text("ApiId"), changed(none, in, call), in.map("Tags", Map.of())));
    }

    private HttpApiStage changed(HttpApiStage before, Members in, Call call) {
        HttpApi api = apis.api(call.scope(), in.text("ApiId")).api();
        boolean webSocket = api.isWebSocket();
        if (in.maybe("ClientCertificateId", String.class).isPresent()) {
            throw webSocket
                    ? ApiGatewayErrors.notBuilt("`ClientCertificateId` of a stage")
                    : ApiGatewayErrors.badRequest("`ClientCertificateId` is only for WebSocket APIs");
        }
        in.<String>map("StageVariables", Map.of()).forEach(StageControl::checkVariable);
        boolean autoDeploy = in.flag("AutoDeploy", before.autoDeploy());
        Optional<String> deploymentId = in.maybe("DeploymentId", String.class);
        if (autoDeploy && deploymentId.isPresent()) {
            throw ApiGatewayErrors.badRequest("`DeploymentId` can't be set where `AutoDeploy` is true");
        }
        Map<String, RouteSettings> routes = new LinkedHashMap<>(before.routeSettings());
        in.<samara.wire.apigatewayv2.RouteSettings>map("RouteSettings", Map.of())
                .forEach((key, given) -> {
                    if (api.routes().values().stream()
                            .noneMatch(route -> route.key().equals(key))) {
                        throw ApiGatewayErrors.notFound(
                                "Unable to find Route by key " + key + " within the provided RouteSettings");
                    }
                    routes.put(key, settings(given, webSocket));
                });
        return new HttpApiStage(
                before.name(),
                deploymentId.or(before::deploymentId),
                in.text("Description", before.description()),
                autoDeploy,
                in.map("StageVariables", before.variables()),
                in.maybe("AccessLogSettings", AccessLogSettings.class)
                        .map(StageControl::accessLog)
                        .or(before::accessLog),
                in.maybe("DefaultRouteSettings", samara.wire.apigatewayv2.RouteSettings.class)
                        .map(given -> settings(given, webSocket))
                        .orElse(before.defaultRouteSettings()),
                routes);
    }

    private static void checkVariable(String name, String value) {
        if (!name.matches("[A-Za-z0-9_]+")) {
            throw ApiGatewayErrors.badRequest("Stage variable names have letters, digits and _ only: " + name);
        }
        if (!value.matches("[A-Za-z0-9._~:/?#&=,-]*")) {
            throw ApiGatewayErrors.badRequest(
                    "Stage variable values have letters, digits and -._~:/?#&=, only: " + name + " = " + value);
        }
    }

    private static AccessLog accessLog(AccessLogSettings settings) {
        String arn = settings.destinationArn()
                .orElseThrow(() -> ApiGatewayErrors.badRequest("An access log needs a `DestinationArn`"));
        if (!arn.contains(":logs:")) {
            throw ApiGatewayErrors.notBuilt("An access log to " + arn + " (a log group was expected)");
        }
        return new AccessLog(
                arn,
                settings.format().orElseThrow(() -> ApiGatewayErrors.badRequest("An access log needs a `Format`")));
    }

    private static RouteSettings settings(samara.wire.apigatewayv2.RouteSettings given, boolean webSocket) {
        if (!webSocket
                && (given.dataTraceEnabled().orElse(false)
                        || given.loggingLevel().isPresent())) {
            throw ApiGatewayErrors.badRequest("Execution logs are not supported on protocolType HTTP");
        }
        return new RouteSettings(
                given.throttlingBurstLimit(),
                given.throttlingRateLimit(),
                given.detailedMetricsEnabled(),
                given.loggingLevel(),
                given.dataTraceEnabled());
    }

    private Members get(Members in, Call call) {
        return Views.stage(apis.stage(call.scope(), in.text("ApiId"), in.text("StageName")));
    }

    private Members list(Members in, Call call) {
        return Pages.of(
                ApiGatewayV2Api.GET_STAGES,
                apis.stages(call.scope(), in.text("ApiId")).stream()
                        .map(Views::stage)
                        .toList(),
                in,
                "StageName");
    }

    private Members update(Members in, Call call) {
        return Views.stage(apis.changeStage(
                call.scope(),
                in.text("ApiId"),
                in.text("StageName"),
                stored -> stored.with(changed(stored.stage(), in, call), apis.now())));
    }

    private Members delete(Members in, Call call) {
        apis.deleteStage(call.scope(), in.text("ApiId"), in.text("StageName"));
        return new Members();
    }

    private Members deleteAccessLog(Members in, Call call) {
        rebuilt(in, call, stage -> new Rebuilt(Optional.empty(), stage.routeSettings()));
        return new Members();
    }

    private Members deleteRouteSettings(Members in, Call call) {
        String key = in.text("RouteKey");
        rebuilt(in, call, stage -> {
            if (!stage.routeSettings().containsKey(key)) {
                throw ApiGatewayErrors.notFound("Unable to find Route settings by key " + key);
            }
            Map<String, RouteSettings> less = new LinkedHashMap<>(stage.routeSettings());
            less.remove(key);
            return new Rebuilt(stage.accessLog(), less);
        });
        return new Members();
    }

    private record Rebuilt(Optional<AccessLog> accessLog, Map<String, RouteSettings> routeSettings) {}

    private void rebuilt(Members in, Call call, java.util.function.Function<HttpApiStage, Rebuilt> change) {
        apis.changeStage(call.scope(), in.text("ApiId"), in.text("StageName"), stored -> {
            HttpApiStage stage = stored.stage();
            Rebuilt made = change.apply(stage);
            return stored.with(
                    new HttpApiStage(
                            stage.name(),
                            stage.deploymentId(),
                            stage.description(),
                            stage.autoDeploy(),
                            stage.variables(),
                            made.accessLog(),
                            stage.defaultRouteSettings(),
                            made.routeSettings()),
                    apis.now());
        });
    }

    private Members deploy(Members in, Call call) {
        return Views.deployment(apis.deploy(
                call.scope(),
                in.text("ApiId"),
                in.maybe("Description", String.class),
                in.maybe("StageName", String.class)));
    }

    private Members getDeployment(Members in, Call call) {
        return Views.deployment(apis.deployment(call.scope(), in.text("ApiId"), in.text("DeploymentId")));
    }

    private Members listDeployments(Members in, Call call) {
        return Pages.of(
                ApiGatewayV2Api.GET_DEPLOYMENTS,
                apis.deployments(call.scope(), in.text("ApiId")).stream()
                        .map(Views::deployment)
                        .toList(),
                in,
                "DeploymentId");
    }

    private Members updateDeployment(Members in, Call call) {
        var before = apis.deployment(call.scope(), in.text("ApiId"), in.text("DeploymentId"));
        var after = new StoredHttpDeployment(
                before.id(),
                before.createdDate(),
                in.text("Description", before.description()),
                before.autoDeployed(),
                before.api());
        apis.describe(call.scope(), in.text("ApiId"), after);
        return Views.deployment(after);
    }

    private Members deleteDeployment(Members in, Call call) {
        apis.deleteDeployment(call.scope(), in.text("ApiId"), in.text("DeploymentId"));
        return new Members();
    }
}
