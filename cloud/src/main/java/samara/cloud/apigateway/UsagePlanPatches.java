package samara.cloud.apigateway;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import samara.cloud.apigateway.Patches.Patch;

/// Patch operations of a usage plan: `add /apiStages` with `api:stage`, `replace /throttle/rateLimit`,
/// `replace /quota/limit`.
///
/// @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html#UpdateUsagePlan-Patch">
///     UpdateUsagePlan</a>
final class UsagePlanPatches {
    /// The parts of a path that names the limits of one method.
    private static final int WHOLE_THROTTLE_PARTS = 5;

    private UsagePlanPatches() {}

    /// @param stageMustExist throws where there is no such API and stage
    static UsagePlan apply(UsagePlan plan, Patch patch, BiConsumer<String, String> stageMustExist) {
        List<String> parts = patch.parts();
        String first = parts.isEmpty() ? "" : parts.getFirst();
        return switch (first) {
            case "name", "description", "productCode" -> Patches.apply(UsagePlan.class, plan, patch);
            case "apiStages" -> stages(plan, patch, parts, stageMustExist);
            case "throttle" -> {
                UsagePlan.Throttle before = plan.throttle().orElse(new UsagePlan.Throttle(0, 0));
                yield plan.withThrottle(
                        parts.size() == 1 && patch.removes()
                                ? Optional.empty()
                                : Optional.of(Patches.apply(UsagePlan.Throttle.class, before, inner(patch, parts))));
            }
            case "quota" -> {
                UsagePlan.Quota before = plan.quota().orElse(new UsagePlan.Quota(1, 0, "MONTH"));
                yield plan.withQuota(
                        parts.size() == 1 && patch.removes()
                                ? Optional.empty()
                                : Optional.of(Patches.apply(UsagePlan.Quota.class, before, inner(patch, parts))));
            }
            default -> throw ApiGatewayErrors.badRequest("Invalid patch path " + patch.path());
        };
    }

    private static Patch inner(Patch patch, List<String> parts) {
        return new Patch(patch.op(), "/" + (parts.size() > 1 ? parts.get(1) : ""), patch.value());
    }

    /// `/apiStages/API:STAGE/throttle/PATH/METHOD/rateLimit`.
    private static UsagePlan throttled(UsagePlan plan, Patch patch, List<String> parts) {
        boolean whole = parts.size() == WHOLE_THROTTLE_PARTS && patch.removes();
        if (!whole && parts.size() != WHOLE_THROTTLE_PARTS + 1 || !parts.get(2).equals("throttle")) {
            throw ApiGatewayErrors.badRequest("Invalid patch path " + patch.path());
        }
        List<UsagePlan.ApiStage> stages = new ArrayList<>(plan.apiStages());
        int at = 0;
        while (at < stages.size()
                && !(stages.get(at).apiId() + ":" + stages.get(at).stage()).equals(parts.get(1))) {
            at++;
        }
        if (at == stages.size()) {
            throw ApiGatewayErrors.notFound("The usage plan has no API stage `" + parts.get(1) + "`");
        }
        UsagePlan.ApiStage stage = stages.get(at);
        String method = parts.get(3) + "/" + parts.get(4);
        Map<String, UsagePlan.Throttle> limits = new LinkedHashMap<>(stage.throttle());
        if (whole) {
            limits.remove(method);
        } else {
            UsagePlan.Throttle before = limits.getOrDefault(method, new UsagePlan.Throttle(0, 0));
            limits.put(
                    method,
                    Patches.apply(
                            UsagePlan.Throttle.class,
                            before,
                            new Patch(patch.op(), "/" + parts.get(WHOLE_THROTTLE_PARTS), patch.value())));
        }
        stages.set(at, new UsagePlan.ApiStage(stage.apiId(), stage.stage(), limits));
        return plan.withStages(List.copyOf(stages));
    }

    private static UsagePlan stages(
            UsagePlan plan, Patch patch, List<String> parts, BiConsumer<String, String> stageMustExist) {
        if (parts.size() > 1) {
            return throttled(plan, patch, parts);
        }
        String[] named = patch.required().split(":", 2);
        if (named.length != 2) {
            throw ApiGatewayErrors.badRequest("Invalid API stage `" + patch.required() + "`: `api:stage` was expected");
        }
        List<UsagePlan.ApiStage> left = new ArrayList<>(plan.apiStages());
        left.removeIf(s -> s.apiId().equals(named[0]) && s.stage().equals(named[1]));
        if (!patch.removes()) {
            stageMustExist.accept(named[0], named[1]);
            left.add(new UsagePlan.ApiStage(named[0], named[1], Map.of()));
        }
        return plan.withStages(List.copyOf(left));
    }
}
