package samara.cloud.apigateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.apigateway.domain.Domains;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Operation;
import samara.wire.Nothing;
import samara.wire.apigateway.ApiGatewayApi;
import samara.wire.apigateway.ApiStage;
import samara.wire.apigateway.CreateUsagePlanKeyRequest;
import samara.wire.apigateway.CreateUsagePlanRequest;
import samara.wire.apigateway.DeleteUsagePlanKeyRequest;
import samara.wire.apigateway.DeleteUsagePlanRequest;
import samara.wire.apigateway.GetUsagePlanKeyRequest;
import samara.wire.apigateway.GetUsagePlanKeysRequest;
import samara.wire.apigateway.GetUsagePlanRequest;
import samara.wire.apigateway.GetUsagePlansRequest;
import samara.wire.apigateway.QuotaSettings;
import samara.wire.apigateway.ThrottleSettings;
import samara.wire.apigateway.UpdateUsagePlanRequest;
import samara.wire.apigateway.UsagePlanKey;
import samara.wire.apigateway.UsagePlanKeys;

/// Operations on usage plans and the keys in them.
final class UsagePlanOperations {
    private final ApiKeys keys;
    private final RestApis apis;
    private final Domains domains;

    UsagePlanOperations(ApiKeys keys, RestApis apis, Domains domains) {
        this.keys = keys;
        this.domains = domains;
        this.apis = apis;
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new ApiOperation<>(ApiGatewayApi.CREATE_USAGE_PLAN, "POST", in -> "/usageplans", this::create),
                new ApiOperation<>(ApiGatewayApi.GET_USAGE_PLAN, "GET", in -> path(in.usagePlanId()), this::get),
                new ApiOperation<>(ApiGatewayApi.GET_USAGE_PLANS, "GET", in -> "/usageplans", this::list),
                new ApiOperation<>(
                        ApiGatewayApi.UPDATE_USAGE_PLAN, "PATCH", in -> path(in.usagePlanId()), this::update),
                new ApiOperation<>(
                        ApiGatewayApi.DELETE_USAGE_PLAN, "DELETE", in -> path(in.usagePlanId()), this::delete),
                new ApiOperation<>(
                        ApiGatewayApi.CREATE_USAGE_PLAN_KEY,
                        "POST",
                        in -> path(in.usagePlanId()) + "/keys",
                        this::addKey),
                new ApiOperation<>(
                        ApiGatewayApi.GET_USAGE_PLAN_KEY,
                        "GET",
                        in -> path(in.usagePlanId()) + "/keys/" + in.keyId(),
                        this::getKey),
                new ApiOperation<>(
                        ApiGatewayApi.GET_USAGE_PLAN_KEYS,
                        "GET",
                        in -> path(in.usagePlanId()) + "/keys",
                        this::listKeys),
                new ApiOperation<>(
                        ApiGatewayApi.DELETE_USAGE_PLAN_KEY,
                        "DELETE",
                        in -> path(in.usagePlanId()) + "/keys/" + in.keyId(),
                        this::removeKey));
    }

    private static String path(String planId) {
        return "/usageplans/" + planId;
    }

    private static samara.wire.apigateway.UsagePlan view(UsagePlan plan) {
        var view = samara.wire.apigateway.UsagePlan.builder()
                .id(plan.id())
                .name(plan.name())
                .apiStages(plan.apiStages().stream()
                        .map(s -> {
                            var stage = ApiStage.builder().apiId(s.apiId()).stage(s.stage());
                            if (!s.throttle().isEmpty()) {
                                stage.throttle(Views.mapped(s.throttle(), UsagePlanOperations::view));
                            }
                            return stage.build();
                        })
                        .toList())
                .tags(plan.tags());
        plan.description().ifPresent(view::description);
        plan.productCode().ifPresent(view::productCode);
        plan.throttle().ifPresent(t -> view.throttle(view(t)));
        plan.quota()
                .ifPresent(q -> view.quota(QuotaSettings.builder()
                        .limit(q.limit())
                        .offset(q.offset())
                        .period(q.period())
                        .build()));
        return view.build();
    }

    private static ThrottleSettings view(UsagePlan.Throttle throttle) {
        return ThrottleSettings.builder()
                .burstLimit(throttle.burstLimit())
                .rateLimit(throttle.rateLimit())
                .build();
    }

    private static UsagePlan.Throttle throttle(ThrottleSettings in) {
        double rate = in.rateLimit().orElse(0.0);
        return new UsagePlan.Throttle(in.burstLimit().orElse((int) Math.ceil(rate)), rate);
    }

    private static UsagePlan.Quota quota(QuotaSettings in) {
        UsagePlan.Quota quota = new UsagePlan.Quota(
                in.limit().orElse(0), in.offset().orElse(0), in.period().orElse("MONTH"));
        if (!List.of("DAY", "WEEK", "MONTH").contains(quota.period()) || quota.limit() < 1) {
            throw ApiGatewayErrors.badRequest(
                    "Usage Plan quota limit must be greater than 0 and period DAY, WEEK or" + " MONTH");
        }
        return quota;
    }

    /// The stage is a REST API's or a WebSocket API's.
    private void mustBeThere(Call call, String apiId, String stage) {
        if (!domains.hasWebSocketStage(call.scope(), apiId, stage)) {
            apis.stage(call.scope(), apiId, stage);
        }
    }

    private UsagePlan.ApiStage stage(ApiStage in, Call call) {
        String api = in.apiId().orElse("");
        String stage = in.stage().orElse("");
        mustBeThere(call, api, stage);
        return new UsagePlan.ApiStage(
                api, stage, Views.mapped(in.throttle().orElse(Map.of()), UsagePlanOperations::throttle));
    }

    private samara.wire.apigateway.UsagePlan create(CreateUsagePlanRequest in, Call call) {
        UsagePlan plan = new UsagePlan(
                keys.newId().substring(0, 6),
                in.name(),
                in.description(),
                in.apiStages().orElse(List.of()).stream()
                        .map(s -> stage(s, call))
                        .toList(),
                in.throttle().map(UsagePlanOperations::throttle),
                in.quota().map(UsagePlanOperations::quota),
                Optional.empty(),
                List.of(),
                in.tags().orElse(Map.of()));
        return view(keys.put(call.scope(), plan));
    }

    private samara.wire.apigateway.UsagePlan get(GetUsagePlanRequest in, Call call) {
        return view(keys.plan(call.scope(), in.usagePlanId()));
    }

    private samara.wire.apigateway.UsagePlans list(GetUsagePlansRequest in, Call call) {
        List<UsagePlan> found = keys.plans(call.scope()).stream()
                .filter(p -> in.keyId().filter(k -> !p.keyIds().contains(k)).isEmpty())
                .toList();
        var page = Pages.of(found, UsagePlan::id, in.position(), in.limit());
        var view = samara.wire.apigateway.UsagePlans.builder()
                .items(page.items().stream().map(UsagePlanOperations::view).toList());
        page.position().ifPresent(view::position);
        return view.build();
    }

    private samara.wire.apigateway.UsagePlan update(UpdateUsagePlanRequest in, Call call) {
        return view(keys.changePlan(call.scope(), in.usagePlanId(), plan -> {
            UsagePlan after = plan;
            for (Patches.Patch patch : Views.patches(in.patchOperations())) {
                after = UsagePlanPatches.apply(after, patch, (api, stage) -> mustBeThere(call, api, stage));
            }
            return after;
        }));
    }

    private Nothing delete(DeleteUsagePlanRequest in, Call call) {
        keys.deletePlan(call.scope(), in.usagePlanId());
        return Nothing.INSTANCE;
    }

    private static UsagePlanKey keyView(StoredKey key) {
        return UsagePlanKey.builder()
                .id(key.id())
                .type("API_KEY")
                .value(key.value())
                .name(key.name())
                .build();
    }

    private UsagePlanKey addKey(CreateUsagePlanKeyRequest in, Call call) {
        if (!in.keyType().equals("API_KEY")) {
            throw ApiGatewayErrors.badRequest("Usage Plan key type must be API_KEY");
        }
        StoredKey key = keys.key(call.scope(), in.keyId());
        keys.changePlan(call.scope(), in.usagePlanId(), plan -> {
            if (plan.keyIds().contains(key.id())) {
                throw ApiGatewayErrors.conflict(
                        "Usage Plan " + plan.id() + " is already associated with key " + key.id());
            }
            List<String> all = new ArrayList<>(plan.keyIds());
            all.add(key.id());
            return plan.withKeys(List.copyOf(all));
        });
        return keyView(key);
    }

    private StoredKey keyIn(String planId, String keyId, Call call) {
        if (!keys.plan(call.scope(), planId).keyIds().contains(keyId)) {
            throw ApiGatewayErrors.notFound("Invalid Usage Plan Key identifier specified");
        }
        return keys.key(call.scope(), keyId);
    }

    private UsagePlanKey getKey(GetUsagePlanKeyRequest in, Call call) {
        return keyView(keyIn(in.usagePlanId(), in.keyId(), call));
    }

    private UsagePlanKeys listKeys(GetUsagePlanKeysRequest in, Call call) {
        List<StoredKey> found = keys.plan(call.scope(), in.usagePlanId()).keyIds().stream()
                .map(id -> keys.key(call.scope(), id))
                .filter(k -> in.nameQuery().filter(n -> !k.name().startsWith(n)).isEmpty())
                .toList();
        var page = Pages.of(found, StoredKey::id, in.position(), in.limit());
        var view = UsagePlanKeys.builder()
                .items(page.items().stream().map(UsagePlanOperations::keyView).toList());
        page.position().ifPresent(view::position);
        return view.build();
    }

    private Nothing removeKey(DeleteUsagePlanKeyRequest in, Call call) {
        keyIn(in.usagePlanId(), in.keyId(), call);
        keys.changePlan(
                call.scope(),
                in.usagePlanId(),
                plan -> plan.withKeys(plan.keyIds().stream()
                        .filter(k -> !k.equals(in.keyId()))
                        .toList()));
        return Nothing.INSTANCE;
    }
}
