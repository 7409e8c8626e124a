package samara.cloud.apigateway;

import samara.gateway.api.MethodSettings;
import samara.gateway.api.Stage;

/// What a stage may ask for here.
final class StageLimits {
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
        stage.canary()
                .filter(canary -> !(canary.percentTraffic() >= 0 && canary.percentTraffic() <= 100))
                .ifPresent(canary -> {
                    throw ApiGatewayErrors.badRequest("Percent traffic must be between 0.0 and 100.0");
                });
        for (MethodSettings settings : stage.methodSettings().values()) {
            if (settings.cachingEnabled()) {
                throw ApiGatewayErrors.notBuilt("Caching of a method (`cachingEnabled`)");
            }
        }
    }
}
