package samara.cloud.apigateway.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import samara.cloud.apigateway.ApiGatewayErrors;
import samara.cloud.resource.Gone;
import samara.cloud.resource.Physical;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceSchema;
import samara.cloud.resource.ResourceType;
import samara.wire.apigatewayv2.AccessLogSettings;
import samara.wire.apigatewayv2.ApiGatewayV2Api;
import samara.wire.apigatewayv2.CreateStageRequest;
import samara.wire.apigatewayv2.DeleteAccessLogSettingsRequest;
import samara.wire.apigatewayv2.DeleteStageRequest;
import samara.wire.apigatewayv2.RouteSettings;
import samara.wire.apigatewayv2.UpdateStageRequest;

/// `AWS::ApiGatewayV2::Stage`. `Ref` is the stage's name. A new `StageName` or `ApiId` replaces it.
final class StageResource implements ResourceType<StageResource.Properties, StageResource.Attributes> {

    record Properties(
            String apiId,
            String stageName,
            Optional<Boolean> autoDeploy,
            Optional<String> deploymentId,
            Optional<String> description,
            Optional<Map<String, String>> stageVariables,
            Optional<AccessLog> accessLogSettings,
            Optional<Settings> defaultRouteSettings,
            Optional<Map<String, Settings>> routeSettings,
            Optional<String> clientCertificateId,
            Optional<String> accessPolicyId,
            Optional<Map<String, String>> tags) {}

    record AccessLog(Optional<String> destinationArn, Optional<String> format) {
        AccessLogSettings wire() {
            return AccessLogSettings.builder()
                    .destinationArn(destinationArn.orElse(null))
                    .format(format.orElse(null))
                    .build();
        }
    }

    record Settings(
            Optional<Integer> throttlingBurstLimit,
            Optional<Double> throttlingRateLimit,
            Optional<Boolean> detailedMetricsEnabled,
            Optional<Boolean> dataTraceEnabled,
            Optional<String> loggingLevel) {
        RouteSettings wire() {
            return RouteSettings.builder()
                    .throttlingBurstLimit(throttlingBurstLimit.orElse(null))
                    .throttlingRateLimit(throttlingRateLimit.orElse(null))
                    .detailedMetricsEnabled(detailedMetricsEnabled.orElse(null))
                    .dataTraceEnabled(dataTraceEnabled.orElse(null))
                    .loggingLevel(loggingLevel.orElse(null))
                    .build();
        }
    }

    /// There is nothing to get.
    record Attributes() {}

    @Override
    public ResourceSchema<Properties, Attributes> schema() {
        return ResourceSchema.of("AWS::ApiGatewayV2::Stage", Properties.class, Attributes.class)
                .replacedOn("ApiId", "StageName");
    }

    @Override
    public Optional<String> nameProperty() {
        return Optional.of("StageName");
    }

    private static Map<String, RouteSettings> routes(Properties properties) {
        Map<String, RouteSettings> routes = new LinkedHashMap<>();
        properties.routeSettings().orElse(Map.of()).forEach((key, settings) -> routes.put(key, settings.wire()));
        return routes;
    }

    @Override
    public Physical<Attributes> create(Properties desired, ResourceContext context) {
        Map<String, String> tags = context.tags(desired.tags().orElse(Map.of()));
        var request = CreateStageRequest.builder()
                .apiId(desired.apiId())
                .stageName(desired.stageName())
                .autoDeploy(desired.autoDeploy().orElse(null))
                .deploymentId(desired.deploymentId().orElse(null))
                .description(desired.description().orElse(null))
                .stageVariables(desired.stageVariables().orElse(null))
                .accessLogSettings(
                        desired.accessLogSettings().map(AccessLog::wire).orElse(null))
                .defaultRouteSettings(
                        desired.defaultRouteSettings().map(Settings::wire).orElse(null))
                .routeSettings(routes(desired))
                .clientCertificateId(desired.clientCertificateId().orElse(null))
                .tags(tags)
                .build();
        context.calls().call(ApiGatewayV2Api.CREATE_STAGE, request, context.call());
        return new Physical<>(desired.stageName(), new Attributes());
    }

    @Override
    public Physical<Attributes> update(
            Physical<Attributes> at, Properties from, Properties to, ResourceContext context) {
        if (from.accessLogSettings().isPresent() && to.accessLogSettings().isEmpty()) {
            context.calls()
                    .call(
                            ApiGatewayV2Api.DELETE_ACCESS_LOG_SETTINGS,
                            DeleteAccessLogSettingsRequest.builder()
                                    .apiId(to.apiId())
                                    .stageName(at.id())
                                    .build(),
                            context.call());
        }
        var request = UpdateStageRequest.builder()
                .apiId(to.apiId())
                .stageName(at.id())
                .autoDeploy(to.autoDeploy().orElse(false))
                .deploymentId(to.deploymentId().orElse(null))
                .description(to.description().orElse(""))
                .stageVariables(to.stageVariables().orElse(Map.of()))
                .accessLogSettings(to.accessLogSettings().map(AccessLog::wire).orElse(null))
                .defaultRouteSettings(to.defaultRouteSettings()
                        .map(Settings::wire)
                        .orElse(RouteSettings.builder().build()))
                .routeSettings(routes(to))
                .clientCertificateId(to.clientCertificateId().orElse(null))
                .build();
        context.calls().call(ApiGatewayV2Api.UPDATE_STAGE, request, context.call());
        ResourceTags.update("/apis/" + to.apiId() + "/stages/" + at.id(), from.tags(), to.tags(), context);
        return at;
    }

    @Override
    public void delete(Physical<Attributes> at, Properties last, ResourceContext context) {
        Gone.ignored(
                ApiGatewayErrors.NOT_FOUND,
                () -> context.calls()
                        .call(
                                ApiGatewayV2Api.DELETE_STAGE,
                                DeleteStageRequest.builder()
                                        .apiId(last.apiId())
                                        .stageName(at.id())
                                        .build(),
                                context.call()));
    }
}
