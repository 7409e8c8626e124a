package samara.cloud.apigateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.resource.Gone;
import samara.cloud.resource.Physical;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceSchema;
import samara.cloud.resource.ResourceTag;
import samara.cloud.resource.ResourceType;
import samara.wire.apigateway.ApiGatewayApi;
import samara.wire.apigateway.ApiStage;
import samara.wire.apigateway.CreateUsagePlanRequest;
import samara.wire.apigateway.DeleteUsagePlanRequest;
import samara.wire.apigateway.PatchOperation;
import samara.wire.apigateway.QuotaSettings;
import samara.wire.apigateway.ThrottleSettings;
import samara.wire.apigateway.UpdateUsagePlanRequest;

/// `AWS::ApiGateway::UsagePlan`. `Ref` is the plan's id.
final class UsagePlanResource implements ResourceType<UsagePlanResource.Properties, UsagePlanResource.Attributes> {

    record Properties(
            Optional<String> usagePlanName,
            Optional<String> description,
            Optional<List<Stage>> apiStages,
            Optional<Limit> throttle,
            Optional<Quota> quota,
            Optional<List<ResourceTag>> tags) {}

    record Stage(Optional<String> apiId, Optional<String> stage, Optional<Map<String, Limit>> throttle) {}

    record Limit(Optional<Integer> burstLimit, Optional<Double> rateLimit) {
        ThrottleSettings settings() {
            var settings = ThrottleSettings.builder();
            burstLimit.ifPresent(settings::burstLimit);
            rateLimit.ifPresent(settings::rateLimit);
            return settings.build();
        }
    }

    record Quota(Optional<Integer> limit, Optional<Integer> offset, Optional<String> period) {}

    record Attributes(String id) {}

    @Override
    public ResourceSchema<Properties, Attributes> schema() {
        return ResourceSchema.of("AWS::ApiGateway::UsagePlan", Properties.class, Attributes.class);
    }

    @Override
    public Physical<Attributes> create(Properties desired, ResourceContext context) {
        var request = CreateUsagePlanRequest.builder()
                .name(desired.usagePlanName().orElseGet(() -> context.generatedName(128)))
                .apiStages(desired.apiStages().orElse(List.of()).stream()
                        .map(UsagePlanResource::stage)
                        .toList())
                .tags(context.tags(desired.tags().orElse(List.of())));
        desired.description().ifPresent(request::description);
        desired.throttle().ifPresent(limit -> request.throttle(limit.settings()));
        desired.quota().ifPresent(quota -> {
            var settings = QuotaSettings.builder();
            quota.limit().ifPresent(settings::limit);
            quota.offset().ifPresent(settings::offset);
            quota.period().ifPresent(settings::period);
            request.quota(settings.build());
        });
        String id = context.calls()
                .call(ApiGatewayApi.CREATE_USAGE_PLAN, request.build(), context.call())
                .id()
                .orElseThrow();
        return new Physical<>(id, new Attributes(id));
    }

    private static ApiStage stage(Stage stage) {
        var view = ApiStage.builder();
        stage.apiId().ifPresent(view::apiId);
        stage.stage().ifPresent(view::stage);
        stage.throttle().ifPresent(limits -> view.throttle(Views.mapped(limits, Limit::settings)));
        return view.build();
    }

    @Override
    public Physical<Attributes> update(
            Physical<Attributes> at, Properties from, Properties to, ResourceContext context) {
        List<PatchOperation> patches = new ArrayList<>();
        to.usagePlanName().ifPresent(name -> patches.add(RestApiResource.patch("replace", "/name", name)));
        patches.add(RestApiResource.patch(
                "replace", "/description", to.description().orElse("")));
        for (Stage stage : from.apiStages().orElse(List.of())) {
            patches.add(RestApiResource.patch("remove", "/apiStages", id(stage)));
        }
        for (Stage stage : to.apiStages().orElse(List.of())) {
            patches.add(RestApiResource.patch("add", "/apiStages", id(stage)));
            stage.throttle().orElse(Map.of()).forEach((method, limit) -> {
                int slash = method.lastIndexOf('/');
                if (slash < 1) {
                    throw ApiGatewayErrors.badRequest(
                            "`" + method + "` in a `Throttle` names no method: `/path/METHOD` was expected");
                }
                String path = "/apiStages/" + id(stage) + "/throttle/"
                        + Patches.escaped(method.substring(0, slash)) + "/"
                        + method.substring(slash + 1);
                limit(path, limit, patches);
            });
        }
        limits(from, to, patches);
        context.calls()
                .call(
                        ApiGatewayApi.UPDATE_USAGE_PLAN,
                        UpdateUsagePlanRequest.builder()
                                .usagePlanId(at.id())
                                .patchOperations(patches)
                                .build(),
                        context.call());
        ResourceTags.update("/usageplans/" + at.id(), from.tags(), to.tags(), context);
        return at;
    }

    private static void limit(String path, Limit limit, List<PatchOperation> patches) {
        limit.burstLimit()
                .ifPresent(n -> patches.add(RestApiResource.patch("replace", path + "/burstLimit", n.toString())));
        limit.rateLimit()
                .ifPresent(n -> patches.add(RestApiResource.patch("replace", path + "/rateLimit", n.toString())));
    }

    private static void limits(Properties from, Properties to, List<PatchOperation> patches) {
        if (from.throttle().isPresent()) {
            patches.add(RestApiResource.patch("remove", "/throttle", ""));
        }
        to.throttle().ifPresent(limit -> {
            limit("/throttle", limit, patches);
        });
        if (from.quota().isPresent()) {
            patches.add(RestApiResource.patch("remove", "/quota", ""));
        }
        to.quota().ifPresent(quota -> {
            quota.limit().ifPresent(n -> patches.add(RestApiResource.patch("replace", "/quota/limit", n.toString())));
            quota.offset().ifPresent(n -> patches.add(RestApiResource.patch("replace", "/quota/offset", n.toString())));
            quota.period().ifPresent(p -> patches.add(RestApiResource.patch("replace", "/quota/period", p)));
        });
    }

    private static String id(Stage stage) {
        return stage.apiId().orElse("") + ":" + stage.stage().orElse("");
    }

    @Override
    public void delete(Physical<Attributes> at, Properties last, ResourceContext context) {
        List<PatchOperation> patches = last.apiStages().orElse(List.of()).stream()
                .map(stage -> RestApiResource.patch("remove", "/apiStages", id(stage)))
                .toList();
        Gone.ignored(ApiGatewayErrors.NOT_FOUND, () -> {
            context.calls()
                    .call(
                            ApiGatewayApi.UPDATE_USAGE_PLAN,
                            UpdateUsagePlanRequest.builder()
                                    .usagePlanId(at.id())
                                    .patchOperations(patches)
                                    .build(),
                            context.call());
            context.calls()
                    .call(
                            ApiGatewayApi.DELETE_USAGE_PLAN,
                            DeleteUsagePlanRequest.builder()
                                    .usagePlanId(at.id())
                                    .build(),
                            context.call());
        });
    }
}
