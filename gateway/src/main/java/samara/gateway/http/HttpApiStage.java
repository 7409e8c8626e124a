package samara.gateway.http;

import java.util.Map;
import java.util.Optional;
import samara.gateway.api.Stage.AccessLog;

/// A stage of an HTTP API.
///
/// @param name `$default` for the one that is served at the root
/// @param routeSettings by route key
public record HttpApiStage(
        String name,
        Optional<String> deploymentId,
        Optional<String> description,
        boolean autoDeploy,
        Map<String, String> variables,
        Optional<AccessLog> accessLog,
        RouteSettings defaultRouteSettings,
        Map<String, RouteSettings> routeSettings) {
    /// The name of the stage that is served at the root.
    public static final String DEFAULT = "$default";

    public HttpApiStage {
        variables = Map.copyOf(variables);
        routeSettings = Map.copyOf(routeSettings);
    }

    /// How a route is throttled and watched.
    ///
    /// @param throttlingRateLimit requests a second
    public record RouteSettings(
            Optional<Integer> throttlingBurstLimit,
            Optional<Double> throttlingRateLimit,
            Optional<Boolean> detailedMetricsEnabled) {
        /// Nothing set.
        public static final RouteSettings NONE =
                new RouteSettings(Optional.empty(), Optional.empty(), Optional.empty());

        boolean isThrottled() {
            return throttlingRateLimit.isPresent() || throttlingBurstLimit.isPresent();
        }
    }

    /// The settings of a route: its own, else those of all.
    public RouteSettings settings(String routeKey) {
        return routeSettings.getOrDefault(routeKey, defaultRouteSettings);
    }
}
