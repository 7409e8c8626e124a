package samara.gateway.http;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import samara.gateway.api.Stage.AccessLog;
import samara.gateway.rest.TokenBucket;

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
    /// @param loggingLevel of a WebSocket API's execution log: `OFF`, `ERROR` or `INFO`
    /// @param dataTraceEnabled whether that has bodies, too
    public record RouteSettings(
            Optional<Integer> throttlingBurstLimit,
            Optional<Double> throttlingRateLimit,
            Optional<Boolean> detailedMetricsEnabled,
            Optional<String> loggingLevel,
            Optional<Boolean> dataTraceEnabled) {
        private static final double ACCOUNT_RATE_PER_SECOND = 10_000;
        private static final int ACCOUNT_BURST = 5_000;

        /// Nothing set.
        public static final RouteSettings NONE = new RouteSettings(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        /// What throttles a route; nothing where neither limit is set. A limit that is not set is the account's.
        public Optional<TokenBucket> bucket(InstantSource clock) {
            return throttlingRateLimit.isPresent() || throttlingBurstLimit.isPresent()
                    ? Optional.of(new TokenBucket(
                            throttlingRateLimit.orElse(ACCOUNT_RATE_PER_SECOND),
                            throttlingBurstLimit.orElse(ACCOUNT_BURST),
                            clock))
                    : Optional.empty();
        }
    }

    /// The settings of a route: its own, else those of all.
    public RouteSettings settings(String routeKey) {
        return routeSettings.getOrDefault(routeKey, defaultRouteSettings);
    }
}
