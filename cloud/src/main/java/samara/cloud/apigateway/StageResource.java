package samara.cloud.apigateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.resource.Gone;
import samara.cloud.resource.Physical;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceSchema;
import samara.cloud.resource.ResourceTag;
import samara.cloud.resource.ResourceType;
import samara.wire.AwsException;
import samara.wire.apigateway.ApiGatewayApi;
import samara.wire.apigateway.CreateStageRequest;
import samara.wire.apigateway.DeleteStageRequest;
import samara.wire.apigateway.PatchOperation;
import samara.wire.apigateway.UpdateStageRequest;

/// `AWS::ApiGateway::Stage`. `Ref` is the stage's name. A new `StageName` or `RestApiId` replaces it.
final class StageResource implements ResourceType<StageResource.Properties, StageResource.Attributes> {

    record Properties(
            String restApiId,
            Optional<String> stageName,
            Optional<String> deploymentId,
            Optional<String> description,
            Optional<Map<String, String>> variables,
            Optional<List<MethodSetting>> methodSettings,
            Optional<AccessLogSetting> accessLogSetting,
            Optional<Boolean> tracingEnabled,
            Optional<Boolean> cacheClusterEnabled,
            Optional<String> cacheClusterSize,
            Optional<CanarySetting> canarySetting,
            Optional<String> clientCertificateId,
            Optional<String> documentationVersion,
            Optional<List<ResourceTag>> tags) {}

    record CanarySetting(
            Optional<String> deploymentId,
            Optional<Double> percentTraffic,
            Optional<Map<String, String>> stageVariableOverrides,
            Optional<Boolean> useStageCache) {

        List<PatchOperation> patches() {
            List<PatchOperation> patches = new ArrayList<>();
            String at = "/canarySettings/";
            patches.add(RestApiResource.patch(
                    "replace", at + "percentTraffic", percentTraffic.orElse(0.0).toString()));
            deploymentId.ifPresent(id -> patches.add(RestApiResource.patch("replace", at + "deploymentId", id)));
            useStageCache.ifPresent(
                    use -> patches.add(RestApiResource.patch("replace", at + "useStageCache", use.toString())));
            stageVariableOverrides
                    .orElse(Map.of())
                    .forEach((name, value) -> patches.add(
                            RestApiResource.patch("replace", at + "stageVariableOverrides/" + name, value)));
            return patches;
        }
    }

    record MethodSetting(
            Optional<String> resourcePath,
            Optional<String> httpMethod,
            Optional<Boolean> metricsEnabled,
            Optional<Boolean> dataTraceEnabled,
            Optional<String> loggingLevel,
            Optional<Integer> throttlingBurstLimit,
            Optional<Double> throttlingRateLimit,
            Optional<Boolean> cachingEnabled,
            Optional<Integer> cacheTtlInSeconds,
            Optional<Boolean> cacheDataEncrypted) {

        List<PatchOperation> patches() {
            String prefix = "/" + key() + "/";
            List<PatchOperation> patches = new ArrayList<>();
            add(patches, prefix + "metrics/enabled", metricsEnabled);
            add(patches, prefix + "logging/dataTrace", dataTraceEnabled);
            add(patches, prefix + "logging/loglevel", loggingLevel);
            add(patches, prefix + "throttling/burstLimit", throttlingBurstLimit);
            add(patches, prefix + "throttling/rateLimit", throttlingRateLimit);
            add(patches, prefix + "caching/enabled", cachingEnabled);
            add(patches, prefix + "caching/ttlInSeconds", cacheTtlInSeconds);
            add(patches, prefix + "caching/dataEncrypted", cacheDataEncrypted);
            return patches;
        }

        /// The path under which its settings are.
        String key() {
            String path = resourcePath.orElse("/*");
            return (path.equals("*") || path.equals("/*") ? "*" : Patches.escaped(path)) + "/" + httpMethod.orElse("*");
        }

        private static void add(List<PatchOperation> patches, String path, Optional<?> value) {
            value.ifPresent(v -> patches.add(RestApiResource.patch("replace", path, v.toString())));
        }
    }

    record AccessLogSetting(Optional<String> destinationArn, Optional<String> format) {}

    /// There is nothing to get.
    record Attributes() {}

    @Override
    public ResourceSchema<Properties, Attributes> schema() {
        return ResourceSchema.of("AWS::ApiGateway::Stage", Properties.class, Attributes.class)
                .replacedOn("RestApiId", "StageName");
    }

    @Override
    public Optional<String> nameProperty() {
        return Optional.of("StageName");
    }

    @Override
    public Physical<Attributes> create(Properties desired, ResourceContext context) {
        String name = desired.stageName().orElse("default");
        var request = CreateStageRequest.builder()
                .restApiId(desired.restApiId())
                .stageName(name)
                .deploymentId(desired.deploymentId()
                        .orElseThrow(() -> ApiGatewayErrors.badRequest("A stage needs a `DeploymentId`")))
                .tags(context.tags(desired.tags().orElse(List.of())));
        desired.description().ifPresent(request::description);
        desired.variables().ifPresent(request::variables);
        desired.tracingEnabled().ifPresent(request::tracingEnabled);
        desired.cacheClusterEnabled().ifPresent(request::cacheClusterEnabled);
        desired.cacheClusterSize().ifPresent(request::cacheClusterSize);
        desired.documentationVersion().ifPresent(request::documentationVersion);
        context.calls().call(ApiGatewayApi.CREATE_STAGE, request.build(), context.call());
        Physical<Attributes> made = new Physical<>(name, new Attributes());
        try {
            patch(name, desired.restApiId(), settings(desired), context);
        } catch (AwsException e) {
            delete(made, desired, context);
            throw e;
        }
        return made;
    }

    private static List<PatchOperation> settings(Properties desired) {
        List<PatchOperation> patches = new ArrayList<>();
        desired.methodSettings().orElse(List.of()).forEach(setting -> patches.addAll(setting.patches()));
        desired.accessLogSetting().ifPresent(log -> {
            log.destinationArn()
                    .ifPresent(arn ->
                            patches.add(RestApiResource.patch("replace", "/accessLogSettings/destinationArn", arn)));
            log.format()
                    .ifPresent(format ->
                            patches.add(RestApiResource.patch("replace", "/accessLogSettings/format", format)));
        });
        desired.canarySetting().ifPresent(canary -> patches.addAll(canary.patches()));
        desired.clientCertificateId()
                .ifPresent(id -> patches.add(RestApiResource.patch("replace", "/clientCertificateId", id)));
        return patches;
    }

    private static void patch(String name, String apiId, List<PatchOperation> patches, ResourceContext context) {
        if (!patches.isEmpty()) {
            context.calls()
                    .call(
                            ApiGatewayApi.UPDATE_STAGE,
                            UpdateStageRequest.builder()
                                    .restApiId(apiId)
                                    .stageName(name)
                                    .patchOperations(patches)
                                    .build(),
                            context.call());
        }
    }

    @Override
    public Physical<Attributes> update(
            Physical<Attributes> at, Properties from, Properties to, ResourceContext context) {
        List<PatchOperation> patches = new ArrayList<>();
        to.deploymentId().ifPresent(id -> patches.add(RestApiResource.patch("replace", "/deploymentId", id)));
        patches.add(RestApiResource.patch(
                "replace", "/description", to.description().orElse("")));
        patches.add(RestApiResource.patch(
                "replace", "/tracingEnabled", to.tracingEnabled().orElse(false).toString()));
        boolean cached = to.cacheClusterEnabled().orElse(false);
        patches.add(RestApiResource.patch("replace", "/cacheClusterEnabled", Boolean.toString(cached)));
        to.cacheClusterSize()
                .filter(size -> cached)
                .ifPresent(size -> patches.add(RestApiResource.patch("replace", "/cacheClusterSize", size)));
        Map<String, String> variables = to.variables().orElse(Map.of());
        from.variables().orElse(Map.of()).keySet().stream()
                .filter(name -> !variables.containsKey(name))
                .forEach(name -> patches.add(RestApiResource.patch("remove", "/variables/" + name, "")));
        variables.forEach((name, value) -> patches.add(RestApiResource.patch("replace", "/variables/" + name, value)));
        from.methodSettings()
                .orElse(List.of())
                .forEach(setting -> patches.add(RestApiResource.patch("remove", "/" + setting.key(), "")));
        if (from.accessLogSetting().isPresent() && to.accessLogSetting().isEmpty()) {
            patches.add(RestApiResource.patch("remove", "/accessLogSettings", ""));
        }
        if (from.canarySetting().isPresent()) {
            patches.add(RestApiResource.patch("remove", "/canarySettings", ""));
        }
        if (from.clientCertificateId().isPresent() && to.clientCertificateId().isEmpty()) {
            patches.add(RestApiResource.patch("remove", "/clientCertificateId", ""));
        }
        if (!from.documentationVersion().equals(to.documentationVersion())) {
            patches.add(RestApiResource.patch(
                    "replace",
                    "/documentationVersion",
                    to.documentationVersion().orElse("")));
        }
        patches.addAll(settings(to));
        patch(at.id(), to.restApiId(), patches, context);
        ResourceTags.update("/restapis/" + to.restApiId() + "/stages/" + at.id(), from.tags(), to.tags(), context);
        return at;
    }

    @Override
    public void delete(Physical<Attributes> at, Properties last, ResourceContext context) {
        Gone.ignored(
                ApiGatewayErrors.NOT_FOUND,
                () -> context.calls()
                        .call(
                                ApiGatewayApi.DELETE_STAGE,
                                DeleteStageRequest.builder()
                                        .restApiId(last.restApiId())
                                        .stageName(at.id())
                                        .build(),
                                context.call()));
    }
}
