package samara.cloud.apigateway;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import samara.cloud.apigateway.domain.Domains;
import samara.cloud.apigateway.vpclink.VpcLinks;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Operation;
import samara.wire.Nothing;
import samara.wire.apigateway.Account;
import samara.wire.apigateway.ApiGatewayApi;
import samara.wire.apigateway.GetAccountRequest;
import samara.wire.apigateway.GetTagsRequest;
import samara.wire.apigateway.TagResourceRequest;
import samara.wire.apigateway.Tags;
import samara.wire.apigateway.ThrottleSettings;
import samara.wire.apigateway.UntagResourceRequest;
import samara.wire.apigateway.UpdateAccountRequest;

/// Operations on an account's settings and on tags.
final class AccountOperations {
    private final RestApis apis;
    private final ApiKeys keys;
    private final ApiLogs logs;
    private final Domains domains;
    private final VpcLinks vpcLinks;
    private final StageCertificates certificates;

    AccountOperations(RestApis apis, StageServices services, Domains domains) {
        this.domains = domains;
        this.vpcLinks = services.vpcLinks();
        this.certificates = services.certificates();
        this.apis = apis;
        this.keys = services.keys();
        this.logs = services.logs();
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new ApiOperation<>(ApiGatewayApi.GET_ACCOUNT, "GET", in -> "/account", this::get),
                new ApiOperation<>(ApiGatewayApi.UPDATE_ACCOUNT, "PATCH", in -> "/account", this::update),
                new ApiOperation<>(ApiGatewayApi.GET_TAGS, "GET", in -> path(in.resourceArn()), this::tags),
                new ApiOperation<>(ApiGatewayApi.TAG_RESOURCE, "PUT", in -> path(in.resourceArn()), this::tag),
                new ApiOperation<>(ApiGatewayApi.UNTAG_RESOURCE, "DELETE", in -> path(in.resourceArn()), this::untag));
    }

    private static String path(String resourceArn) {
        return "/tags/" + resourceArn;
    }

    private Account get(GetAccountRequest in, Call call) {
        return view(call);
    }

    private Account view(Call call) {
        var view = Account.builder()
                .throttleSettings(ThrottleSettings.builder()
                        .burstLimit(5000)
                        .rateLimit(10_000.0)
                        .build())
                .features(List.of("UsagePlans"))
                .apiKeyVersion("4");
        logs.account(call.scope()).cloudwatchRoleArn().ifPresent(view::cloudwatchRoleArn);
        return view.build();
    }

    private Account update(UpdateAccountRequest in, Call call) {
        for (Patches.Patch patch : Views.patches(in.patchOperations())) {
            if (!patch.path().equals("/cloudwatchRoleArn")) {
                throw ApiGatewayErrors.badRequest("Invalid patch path " + patch.path());
            }
            logs.setAccount(
                    call.scope(),
                    new ApiLogs.AccountSettings(
                            patch.removes() ? Optional.empty() : patch.value().filter(v -> !v.isEmpty())));
        }
        return view(call);
    }

    private Map<String, String> changed(String arn, Call call, UnaryOperator<Map<String, String>> change) {
        if (VpcLinks.isArn(arn)) {
            return vpcLinks.retag(call.scope(), arn, change);
        }
        String[] parts =
                arn.substring(arn.indexOf("::") + 2).replaceFirst("^/", "").split("/", 0);
        if (parts.length == 2 && parts[0].equals("restapis")) {
            return apis.change(call.scope(), parts[1], api -> api.withTags(change.apply(api.tags())))
                    .tags();
        }
        if (parts.length == 4 && parts[0].equals("restapis") && parts[2].equals("stages")) {
            return apis.changeStage(
                            call.scope(), parts[1], parts[3], stage -> stage.withTags(change.apply(stage.tags())))
                    .tags();
        }
        if (parts.length == 2 && parts[0].equals("apikeys")) {
            return keys.changeKey(call.scope(), parts[1], key -> key.withTags(change.apply(key.tags())))
                    .tags();
        }
        if (parts.length == 2 && parts[0].equals("usageplans")) {
            return keys.changePlan(call.scope(), parts[1], plan -> plan.withTags(change.apply(plan.tags())))
                    .tags();
        }
        if (parts.length == 2 && parts[0].equals("clientcertificates")) {
            return certificates
                    .change(call.scope(), parts[1], one -> one.withTags(change.apply(one.tags())))
                    .tags();
        }
        if (parts.length == 2 && parts[0].equals("domainnames")) {
            return domains.retag(call.scope(), parts[1], change).tags();
        }
        throw ApiGatewayErrors.notFound("Invalid resource ARN specified: " + arn);
    }

    private Tags tags(GetTagsRequest in, Call call) {
        return Tags.builder()
                .tags(changed(in.resourceArn(), call, tags -> tags))
                .build();
    }

    private Nothing tag(TagResourceRequest in, Call call) {
        changed(in.resourceArn(), call, before -> {
            Map<String, String> tags = new LinkedHashMap<>(before);
            tags.putAll(in.tags());
            return tags;
        });
        return Nothing.INSTANCE;
    }

    private Nothing untag(UntagResourceRequest in, Call call) {
        changed(in.resourceArn(), call, before -> {
            Map<String, String> tags = new LinkedHashMap<>(before);
            in.tagKeys().forEach(tags::remove);
            return tags;
        });
        return Nothing.INSTANCE;
    }
}
