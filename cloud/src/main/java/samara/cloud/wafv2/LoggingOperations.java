package samara.cloud.wafv2;

import java.util.List;
import java.util.Map;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.wire.OperationModel;
import samara.wire.wafv2.Wafv2Api;

/// Where a web ACL's decisions are logged.
record LoggingOperations(Entities entities, WafLogs logs) {

    List<Operation<?, ?>> all() {
        return List.of(
                new WafOperation<>(
                        Wafv2Api.PUT_LOGGING_CONFIGURATION,
                        (input, call) -> Need.of(
                                "wafv2:PutLoggingConfiguration", arn(input.get("LoggingConfiguration"), "ResourceArn")),
                        this::put),
                new WafOperation<>(
                        Wafv2Api.GET_LOGGING_CONFIGURATION, need(Wafv2Api.GET_LOGGING_CONFIGURATION), this::get),
                new WafOperation<>(
                        Wafv2Api.DELETE_LOGGING_CONFIGURATION,
                        need(Wafv2Api.DELETE_LOGGING_CONFIGURATION),
                        this::delete),
                new WafOperation<>(
                        Wafv2Api.LIST_LOGGING_CONFIGURATIONS,
                        (input, call) -> Need.of("wafv2:ListLoggingConfigurations", "*"),
                        this::list));
    }

    private static java.util.function.BiFunction<Map<String, Object>, Call, Need> need(OperationModel<?, ?> model) {
        return (input, call) -> Need.of("wafv2:" + model.name(), arn(input, "ResourceArn"));
    }

    private static String arn(@org.jspecify.annotations.Nullable Object in, String name) {
        return in instanceof Map<?, ?> map ? String.valueOf(map.get(name)) : "";
    }

    private Map<String, ?> put(Map<String, Object> input, Call call) {
        Map<?, ?> configuration = (Map<?, ?>) input.getOrDefault("LoggingConfiguration", Map.of());
        configuration.keySet().stream()
                .filter(key -> !List.of(
                                "ResourceArn",
                                "LogDestinationConfigs",
                                "LogType",
                                "LogScope",
                                "ManagedByFirewallManager")
                        .contains(String.valueOf(key)))
                .findFirst()
                .ifPresent(key -> {
                    throw WafErrors.notBuilt("`" + key + "`");
                });
        StoredEntity acl = entities.byArn(call.scope(), arn(configuration, "ResourceArn"));
        if (!(configuration.get("LogDestinationConfigs") instanceof List<?> destinations)
                || destinations.size() != 1
                || !String.valueOf(destinations.getFirst())
                        .matches("arn:[a-z-]+:logs:[^:]*:\\d{12}:log-group:aws-waf-logs-[^:]+(:\\*)?")) {
            throw WafErrors.invalid("Web ACLs are logged to one log group whose name begins with `aws-waf-logs-`;"
                    + " Firehose and S3 are not built yet.");
        }
        logs.configure(acl.arn(), String.valueOf(destinations.getFirst()));
        return Map.of("LoggingConfiguration", shown(acl.arn(), String.valueOf(destinations.getFirst())));
    }

    private static Map<String, Object> shown(String acl, String destination) {
        return Map.of("ResourceArn", acl, "LogDestinationConfigs", List.of(destination));
    }

    private Map<String, ?> get(Map<String, Object> input, Call call) {
        String acl = entities.byArn(call.scope(), arn(input, "ResourceArn")).arn();
        String destination = logs.destination(acl).orElseThrow(() -> WafErrors.notThere(acl));
        return Map.of("LoggingConfiguration", shown(acl, destination));
    }

    private Map<String, ?> delete(Map<String, Object> input, Call call) {
        logs.forget(entities.byArn(call.scope(), arn(input, "ResourceArn")).arn());
        return Map.of();
    }

    private Map<String, ?> list(Map<String, Object> input, Call call) {
        return Map.of(
                "LoggingConfigurations",
                entities.list(call.scope(), "webacl").stream()
                        .filter(acl -> logs.destination(acl.arn()).isPresent())
                        .map(acl -> shown(acl.arn(), logs.destination(acl.arn()).orElseThrow()))
                        .toList());
    }
}
