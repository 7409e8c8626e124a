package samara.cloud.apigateway;

import java.util.List;
import samara.gateway.api.MethodSettings;
import samara.gateway.api.Stage;

/// What a stage may ask for here.
final class StageLimits {
    /// Of a cache, in GB. Here they are all the same.
    private static final List<String> CACHE_SIZES = List.of("0.5", "1.6", "6.1", "13.5", "28.4", "58.2", "118", "237");

    private StageLimits() {}

    static void check(Stage stage) {
        if (!stage.name().matches("[A-Za-z0-9_-]{1,128}")) {
            throw ApiGatewayErrors.badRequest("Stage name only allows a-zA-Z0-9_-");
        }
        stage.variables().forEach((name, value) -> {
            if (!name.matches("[A-Za-z0-9_]+") || !value.matches("[A-Za-z0-9-._~:/?#&=,]*")) {
                throw ApiGatewayErrors.badRequest("Stage variable `" + name
                        + "` is invalid: names have letters, digits and `_`; values match [A-Za-z0-9-._~:/?#&=,]+");
            }
        });
        stage.accessLog().ifPresent(log -> {
            if (!log.destinationArn().isEmpty()
                    && !log.destinationArn().matches("arn:[a-z-]+:logs:[^:]*:\\d{12}:log-group:[^:]+(:\\*)?")) {
                throw ApiGatewayErrors.notBuilt(
                        "An access log to anything but a log group (`" + log.destinationArn() + "`)");
            }
        });
        stage.cacheClusterSize().filter(size -> !CACHE_SIZES.contains(size)).ifPresent(size -> {
            throw ApiGatewayErrors.badRequest(
                    "Invalid cache cluster size `" + size + "`: one of " + CACHE_SIZES + " was expected");
        });
        stage.canary()
                .filter(canary -> !(canary.percentTraffic() >= 0 && canary.percentTraffic() <= 100))
                .ifPresent(canary -> {
                    throw ApiGatewayErrors.badRequest("Percent traffic must be between 0.0 and 100.0");
                });
        for (MethodSettings settings : stage.methodSettings().values()) {
            if (settings.cacheTtlInSeconds() < 0 || settings.cacheTtlInSeconds() > 3600) {
                throw ApiGatewayErrors.badRequest("Invalid cache TTL specified: 0 to 3600 seconds were expected");
            }
        }
    }
}
