package samara.gateway.api;

import java.util.Optional;

/// How a stage serves a method.
///
/// @param loggingLevel `OFF`, `ERROR` or `INFO`
/// @param throttlingRateLimit requests a second; none is the account's limit
/// @param throttlingBurstLimit requests at once
/// @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_MethodSetting.html">MethodSetting</a>
public record MethodSettings(
        boolean metricsEnabled,
        String loggingLevel,
        boolean dataTraceEnabled,
        Optional<Integer> throttlingBurstLimit,
        Optional<Double> throttlingRateLimit,
        boolean cachingEnabled,
        int cacheTtlInSeconds,
        boolean cacheDataEncrypted,
        boolean requireAuthorizationForCacheControl,
        String unauthorizedCacheControlHeaderStrategy) {

    /// What holds when nothing is set.
    public static final MethodSettings DEFAULT = new MethodSettings(
            false,
            "OFF",
            false,
            Optional.empty(),
            Optional.empty(),
            false,
            300,
            false,
            true,
            "SUCCEED_WITH_RESPONSE_HEADER");
}
