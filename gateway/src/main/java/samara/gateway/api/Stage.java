package samara.gateway.api;

import java.util.Map;
import java.util.Optional;

/// A deployment under a name, and how it is served.
///
/// @param methodSettings by `*/*` or `{path}/{METHOD}`, the path without its leading slash
/// @param cacheClusterSize of its cache, in GB; without one it has none
/// @param webAclArn the web ACL in front of it
public record Stage(
        String name,
        String deploymentId,
        Optional<String> description,
        Map<String, String> variables,
        Map<String, MethodSettings> methodSettings,
        Optional<AccessLog> accessLog,
        boolean tracingEnabled,
        Optional<String> cacheClusterSize,
        Optional<String> clientCertificateId,
        Optional<String> documentationVersion,
        Optional<Canary> canary,
        Optional<String> webAclArn) {

    /// Where a line a request goes, and what is in it.
    ///
    /// @param format text with `$context` variables
    public record AccessLog(String destinationArn, String format) {}

    /// Another deployment that gets a share of the requests.
    ///
    /// @param percentTraffic 0 to 100
    public record Canary(
            String deploymentId,
            double percentTraffic,
            Map<String, String> stageVariableOverrides,
            boolean useStageCache) {
        public Canary {
            stageVariableOverrides = RestApi.copy(stageVariableOverrides);
        }
    }

    public Stage {
        variables = RestApi.copy(variables);
        methodSettings = RestApi.copy(methodSettings);
    }

    /// A stage with nothing set.
    public static Stage of(String name, String deploymentId) {
        return new Stage(
                name,
                deploymentId,
                Optional.empty(),
                Map.of(),
                Map.of(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /// The same with another canary, or without one.
    public Stage withCanary(Optional<Canary> other) {
        return new Stage(
                name,
                deploymentId,
                description,
                variables,
                methodSettings,
                accessLog,
                tracingEnabled,
                cacheClusterSize,
                clientCertificateId,
                documentationVersion,
                other,
                webAclArn);
    }

    /// The same as its canary's requests see it: the canary's deployment, its variables over the stage's own.
    public Stage asCanary(Canary of) {
        Map<String, String> merged = new java.util.LinkedHashMap<>(variables);
        merged.putAll(of.stageVariableOverrides());
        return new Stage(
                name,
                of.deploymentId(),
                description,
                merged,
                methodSettings,
                accessLog,
                tracingEnabled,
                cacheClusterSize,
                clientCertificateId,
                documentationVersion,
                canary,
                webAclArn);
    }

    /// The same, showing another certificate to its HTTP backends.
    public Stage withClientCertificateId(Optional<String> other) {
        return new Stage(
                name,
                deploymentId,
                description,
                variables,
                methodSettings,
                accessLog,
                tracingEnabled,
                cacheClusterSize,
                other,
                documentationVersion,
                canary,
                webAclArn);
    }

    /// The same with another version of the API's documentation.
    public Stage withDocumentationVersion(Optional<String> other) {
        return new Stage(
                name,
                deploymentId,
                description,
                variables,
                methodSettings,
                accessLog,
                tracingEnabled,
                cacheClusterSize,
                clientCertificateId,
                other,
                canary,
                webAclArn);
    }

    /// The same behind another web ACL.
    public Stage withWebAclArn(Optional<String> other) {
        return new Stage(
                name,
                deploymentId,
                description,
                variables,
                methodSettings,
                accessLog,
                tracingEnabled,
                cacheClusterSize,
                clientCertificateId,
                documentationVersion,
                canary,
                other);
    }

    /// The settings of a method: its own, else those of `*/*`, else API Gateway's defaults.
    public MethodSettings settings(String path, String method) {
        String key = (path.equals("/") ? "" : path.substring(1)) + "/" + method;
        MethodSettings own = methodSettings.get(key);
        if (own == null) {
            own = methodSettings.get(path + "/" + method);
        }
        if (own == null) {
            own = methodSettings.getOrDefault("*/*", MethodSettings.DEFAULT);
        }
        return own;
    }
}
