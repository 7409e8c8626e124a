package samara.cloud.apigateway;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Operation;
import samara.wire.apigateway.ApiGatewayApi;
import samara.wire.apigateway.GetUsageRequest;
import samara.wire.apigateway.UpdateUsageRequest;
import samara.wire.apigateway.Usage;

/// How much of a usage plan's quota its keys have used, and extensions of it.
///
/// @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_GetUsage.html">GetUsage</a>
/// @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_UpdateUsage.html">UpdateUsage</a>
final class UsageOperations {
    /// More days are refused: each is looked up, for each key.
    private static final int MOST_DAYS = 366;

    private final ApiKeys keys;

    UsageOperations(ApiKeys keys) {
        this.keys = keys;
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new ApiOperation<>(
                        ApiGatewayApi.GET_USAGE, "GET", in -> "/usageplans/" + in.usagePlanId() + "/usage", this::get),
                new ApiOperation<>(
                        ApiGatewayApi.UPDATE_USAGE,
                        "PATCH",
                        in -> "/usageplans/" + in.usagePlanId() + "/keys/" + in.keyId() + "/usage",
                        this::update));
    }

    private Usage get(GetUsageRequest in, Call call) {
        LocalDate first = day("startDate", in.startDate());
        LocalDate last = day("endDate", in.endDate());
        if (last.isBefore(first) || first.until(last, ChronoUnit.DAYS) >= MOST_DAYS) {
            throw ApiGatewayErrors.badRequest("Invalid date range: `endDate` is to be on or after `startDate`, and at"
                    + " most " + MOST_DAYS + " days are told at once");
        }
        UsagePlan plan = keys.plan(call.scope(), in.usagePlanId());
        List<String> wanted = plan.keyIds().stream()
                .filter(id -> in.keyId().filter(one -> !one.equals(id)).isEmpty())
                .toList();
        var page = Pages.of(wanted, id -> id, in.position(), in.limit());
        return view(plan, page, first, last, call);
    }

    private Usage view(UsagePlan plan, Pages<String> page, LocalDate first, LocalDate last, Call call) {
        Map<String, List<List<Long>>> items = new LinkedHashMap<>();
        plan.quota()
                .ifPresent(quota -> page.items()
                        .forEach(id -> items.put(
                                id,
                                keys
                                        .quotas()
                                        .between(new QuotaUsage.Share(call.scope(), plan.id(), id, quota), first, last)
                                        .stream()
                                        .map(day -> List.of((long) day.used(), (long) day.remaining()))
                                        .toList())));
        var view = Usage.builder()
                .usagePlanId(plan.id())
                .startDate(first.toString())
                .endDate(last.toString())
                .items(items);
        page.position().ifPresent(view::position);
        return view.build();
    }

    private static LocalDate day(String member, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw ApiGatewayErrors.badRequest(
                    "Invalid `" + member + "`: a day such as 2026-11-24 was expected, not `" + text + "`");
        }
    }

    private Usage update(UpdateUsageRequest in, Call call) {
        UsagePlan plan = keys.plan(call.scope(), in.usagePlanId());
        if (!plan.keyIds().contains(in.keyId())) {
            throw ApiGatewayErrors.notFound("Invalid Usage Plan Key identifier specified");
        }
        UsagePlan.Quota quota = plan.quota()
                .orElseThrow(() -> ApiGatewayErrors.badRequest("Usage Plan " + plan.id() + " has no quota to extend"));
        for (Patches.Patch patch : Views.patches(in.patchOperations())) {
            if (!patch.op().equals("replace") || !patch.path().equals("/remaining")) {
                throw ApiGatewayErrors.badRequest("Invalid patch path " + patch.path() + ": only `replace /remaining`");
            }
            keys.quotas().extend(new QuotaUsage.Share(call.scope(), plan.id(), in.keyId(), quota), remaining(patch));
        }
        LocalDate today = keys.quotas().today();
        return view(plan, new Pages<>(List.of(in.keyId()), Optional.empty()), today, today, call);
    }

    private static int remaining(Patches.Patch patch) {
        try {
            int remaining = Integer.parseInt(patch.required());
            if (remaining >= 0) {
                return remaining;
            }
        } catch (NumberFormatException e) {
            throw invalid(patch);
        }
        throw invalid(patch);
    }

    private static RuntimeException invalid(Patches.Patch patch) {
        return ApiGatewayErrors.badRequest(
                "Invalid value `" + patch.required() + "` for /remaining: a number of requests was expected");
    }
}
