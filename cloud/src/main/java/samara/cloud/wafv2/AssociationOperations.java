package samara.cloud.wafv2;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.wire.AwsException;
import samara.wire.OperationModel;
import samara.wire.apigateway.ApiGatewayApi;
import samara.wire.apigateway.GetStageRequest;
import samara.wire.wafv2.Wafv2Api;

/// Which web ACL guards which stage.
record AssociationOperations(Kernel kernel, Entities entities) {
    private static final Pattern STAGE =
            Pattern.compile("arn:aws[a-z-]*:apigateway:([a-z0-9-]+)::/restapis/([^/]+)/stages/([^/]+)");

    List<Operation<?, ?>> all() {
        return List.of(
                operation(Wafv2Api.ASSOCIATE_WEB_ACL, "WebACLArn", this::associate),
                operation(Wafv2Api.DISASSOCIATE_WEB_ACL, "ResourceArn", this::disassociate),
                operation(Wafv2Api.GET_WEB_ACL_FOR_RESOURCE, "ResourceArn", this::guard),
                operation(Wafv2Api.LIST_RESOURCES_FOR_WEB_ACL, "WebACLArn", this::resources));
    }

    private static <I, O> Operation<I, O> operation(
            OperationModel<I, O> model, String about, BiFunction<Map<String, Object>, Call, Map<String, ?>> work) {
        return new WafOperation<>(
                model, (input, call) -> Need.of("wafv2:" + model.name(), String.valueOf(input.get(about))), work);
    }

    private Map<String, ?> associate(Map<String, Object> input, Call call) {
        String resource = String.valueOf(input.get("ResourceArn"));
        StoredEntity acl = entities.byArn(call.scope(), String.valueOf(input.get("WebACLArn")));
        Matcher stage = STAGE.matcher(resource);
        if (!stage.matches()) {
            throw WafErrors.notBuilt("A web ACL in front of anything but a REST API's stage (`" + resource + "`)");
        }
        if (!stage.group(1).equals(call.scope().region().name())) {
            throw WafErrors.notThere(resource);
        }
        var get = GetStageRequest.builder()
                .restApiId(stage.group(2))
                .stageName(stage.group(3))
                .build();
        try {
            kernel.calls().call(ApiGatewayApi.GET_STAGE, get, call);
        } catch (AwsException e) {
            throw e.code().equals("NotFoundException") ? WafErrors.notThere(resource) : e;
        }
        entities.guard(resource, acl.arn());
        return Map.of();
    }

    private Map<String, ?> disassociate(Map<String, Object> input, Call call) {
        entities.unguard(String.valueOf(input.get("ResourceArn")));
        return Map.of();
    }

    private Map<String, ?> guard(Map<String, Object> input, Call call) {
        Optional<String> arn = entities.guardOf(String.valueOf(input.get("ResourceArn")));
        return arn.isEmpty()
                ? Map.of()
                : Map.of("WebACL", EntityOperations.shown(entities.byArn(call.scope(), arn.get())));
    }

    private Map<String, ?> resources(Map<String, Object> input, Call call) {
        return Map.of(
                "ResourceArns",
                entities.resources(entities.byArn(call.scope(), String.valueOf(input.get("WebACLArn")))
                        .arn()));
    }
}
