package samara.cloud.apigateway;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.apigateway.Patches.Patch;
import samara.gateway.api.MethodSettings;
import samara.gateway.api.Stage;

/// Patch operations of a stage, whose method settings have paths of their own:
/// `/{resource path with ~1}/{METHOD}/throttling/rateLimit`, `/*/*/logging/loglevel`.
///
/// @see <a
/// href="https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html#UpdateStage-Patch">UpdateStage</a>
final class StagePatches {
    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("metrics/enabled", "metricsEnabled"),
            Map.entry("logging/loglevel", "loggingLevel"),
            Map.entry("logging/dataTrace", "dataTraceEnabled"),
            Map.entry("throttling/burstLimit", "throttlingBurstLimit"),
            Map.entry("throttling/rateLimit", "throttlingRateLimit"),
            Map.entry("caching/enabled", "cachingEnabled"),
            Map.entry("caching/ttlInSeconds", "cacheTtlInSeconds"),
            Map.entry("caching/dataEncrypted", "cacheDataEncrypted"),
            Map.entry("caching/requireAuthorizationForCacheControl", "requireAuthorizationForCacheControl"),
            Map.entry("caching/unauthorizedCacheControlHeaderStrategy", "unauthorizedCacheControlHeaderStrategy"));

    private StagePatches() {}

    static Stage apply(Stage before, List<Patch> patches) {
        Stage stage = before;
        for (Patch patch : patches) {
            stage = apply(stage, patch);
        }
        StageLimits.check(stage);
        return stage;
    }

    private static Stage apply(Stage stage, Patch patch) {
        List<String> parts = patch.parts();
        if (parts.isEmpty()) {
            throw ApiGatewayErrors.badRequest("Invalid patch path " + patch.path());
        }
        if (patch.op().equals("copy")) {
            return CanaryPatches.promoted(stage, patch);
        }
        return switch (parts.getFirst()) {
            case "accessLogSettings" -> accessLog(stage, patch, parts);
            case "cacheClusterEnabled" -> {
                boolean enabled = Boolean.parseBoolean(patch.required());
                yield withCache(stage, StageOperations.cache(Optional.of(enabled), stage.cacheClusterSize()));
            }
            case "canarySettings" -> CanaryPatches.apply(stage, patch, parts);
            case "cacheClusterSize" -> {
                if (stage.cacheClusterSize().isEmpty()) {
                    throw ApiGatewayErrors.badRequest("Set `cacheClusterEnabled` before `cacheClusterSize`");
                }
                yield withCache(stage, Optional.of(patch.required()));
            }
            case "deploymentId", "description", "variables", "tracingEnabled" ->
                Patches.apply(Stage.class, stage, patch);
            case "documentationVersion" ->
                stage.withDocumentationVersion(
                        patch.removes() ? Optional.empty() : patch.value().filter(version -> !version.isEmpty()));
            case "clientCertificateId" ->
                stage.withClientCertificateId(
                        patch.removes() ? Optional.empty() : patch.value().filter(id -> !id.isEmpty()));
            default -> settings(stage, patch, parts);
        };
    }

    private static Stage accessLog(Stage stage, Patch patch, List<String> parts) {
        Stage.AccessLog now = stage.accessLog().orElse(new Stage.AccessLog("", ""));
        if (parts.size() == 1 && patch.removes()) {
            return withAccessLog(stage, Optional.empty());
        }
        String member = parts.size() == 2 ? parts.get(1) : "";
        return switch (member) {
            case "destinationArn" ->
                withAccessLog(stage, Optional.of(new Stage.AccessLog(patch.required(), now.format())));
            case "format" ->
                withAccessLog(stage, Optional.of(new Stage.AccessLog(now.destinationArn(), patch.required())));
            default -> throw ApiGatewayErrors.badRequest("Invalid patch path " + patch.path());
        };
    }

    private static Stage settings(Stage stage, Patch patch, List<String> parts) {
        if (parts.size() < 2) {
            throw ApiGatewayErrors.badRequest("Invalid patch path " + patch.path());
        }
        String path = parts.get(0);
        String key = (path.startsWith("/") ? path.substring(1) : path) + "/" + parts.get(1);
        Map<String, MethodSettings> all = new LinkedHashMap<>(stage.methodSettings());
        String member = SETTINGS.get(String.join("/", parts.subList(2, parts.size())));
        if (parts.size() == 2 && patch.removes()) {
            all.remove(key);
        } else if (member != null) {
            all.put(
                    key,
                    Patches.apply(
                            MethodSettings.class,
                            all.getOrDefault(key, MethodSettings.DEFAULT),
                            new Patch(patch.op(), "/" + member, patch.value())));
        } else {
            throw ApiGatewayErrors.badRequest("Invalid method setting path: " + patch.path());
        }
        return withSettings(stage, all);
    }

    static Stage withAccessLog(Stage stage, Optional<Stage.AccessLog> accessLog) {
        return new Stage(
                stage.name(),
                stage.deploymentId(),
                stage.description(),
                stage.variables(),
                stage.methodSettings(),
                accessLog,
                stage.tracingEnabled(),
                stage.cacheClusterSize(),
                stage.clientCertificateId(),
                stage.documentationVersion(),
                stage.canary(),
                stage.webAclArn());
    }

    private static Stage withCache(Stage stage, Optional<String> size) {
        return new Stage(
                stage.name(),
                stage.deploymentId(),
                stage.description(),
                stage.variables(),
                stage.methodSettings(),
                stage.accessLog(),
                stage.tracingEnabled(),
                size,
                stage.clientCertificateId(),
                stage.documentationVersion(),
                stage.canary(),
                stage.webAclArn());
    }

    static Stage withSettings(Stage stage, Map<String, MethodSettings> settings) {
        return new Stage(
                stage.name(),
                stage.deploymentId(),
                stage.description(),
                stage.variables(),
                settings,
                stage.accessLog(),
                stage.tracingEnabled(),
                stage.cacheClusterSize(),
                stage.clientCertificateId(),
                stage.documentationVersion(),
                stage.canary(),
                stage.webAclArn());
    }
}
