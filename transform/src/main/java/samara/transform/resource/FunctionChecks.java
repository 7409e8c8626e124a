package samara.transform.resource;

import java.util.List;
import java.util.Set;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.model.Definition;

/// Which properties of a function exclude or need each other.
final class FunctionChecks {
    private static final Set<String> TENANT_EVENTS = Set.of("Api", "HttpApi");

    private FunctionChecks() {}

    /// Refuses a function whose properties don't go together.
    static void check(Definition function) {
        excludes(function, "CapacityProviderConfig", "ProvisionedConcurrencyConfig");
        excludes(function, "CapacityProviderConfig", "VpcConfig");
        needs(function, "FunctionScalingConfig", "CapacityProviderConfig");
        needs(function, "VersionDeletionPolicy", "AutoPublishAlias");
        deadLetterQueue(function);
        tenancy(function);
        if (function.get("ProvisionedConcurrencyConfig").truthy()
                && !function.get("AutoPublishAlias").truthy()) {
            throw function.reject(
                    function.get("ProvisionedConcurrencyConfig"),
                    "provisioned-concurrency",
                    "`ProvisionedConcurrencyConfig` needs `AutoPublishAlias`.");
        }
    }

    private static void excludes(Definition function, String one, String other) {
        if (!function.get(one).isNothing() && !function.get(other).isNothing()) {
            throw function.reject(
                    function.get(other), "exclusive", "`" + one + "` and `" + other + "` can't be used together.");
        }
    }

    private static void needs(Definition function, String one, String other) {
        if (!function.get(one).isNothing() && function.get(other).isNothing()) {
            throw function.reject(function.get(one), "requires", "`" + one + "` needs `" + other + "`.");
        }
    }

    private static void deadLetterQueue(Definition function) {
        if (!(function.get("DeadLetterQueue") instanceof DraftObject queue) || !queue.truthy()) {
            return;
        }
        if (!queue.get("Type").truthy() || !queue.get("TargetArn").truthy()) {
            throw function.reject(queue, "dead-letter-queue", "`DeadLetterQueue` needs both `Type` and `TargetArn`.");
        }
        if (!queue.get("Type").is("SQS") && !queue.get("Type").is("SNS")) {
            throw function.reject(
                    queue.get("Type"), "dead-letter-queue", "`Type` of `DeadLetterQueue` can be `SQS` or `SNS`.");
        }
    }

    private static void tenancy(Definition function) {
        if (!function.get("TenancyConfig").truthy()) {
            return;
        }
        for (String property : List.of("ProvisionedConcurrencyConfig", "FunctionUrlConfig", "SnapStart")) {
            if (function.get(property).truthy()) {
                throw function.reject(
                        function.get(property), "tenancy", "`" + property + "` can't be used with `TenancyConfig`.");
            }
        }
        function.properties()
                .object("Events")
                .ifPresent(events -> events.forEach((name, event) -> {
                    Draft type = event instanceof DraftObject object ? object.get("Type") : event;
                    if (!(type instanceof DraftText text) || !TENANT_EVENTS.contains(text.value())) {
                        throw function.reject(
                                type, "tenancy", "Only `Api` and `HttpApi` events can be used with `TenancyConfig`.");
                    }
                }));
    }
}
