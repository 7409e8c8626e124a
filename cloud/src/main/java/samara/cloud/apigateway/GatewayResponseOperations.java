package samara.cloud.apigateway;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Operation;
import samara.gateway.api.GatewayResponse;
import samara.gateway.api.RestApi;
import samara.wire.Nothing;
import samara.wire.apigateway.ApiGatewayApi;
import samara.wire.apigateway.DeleteGatewayResponseRequest;
import samara.wire.apigateway.GetGatewayResponseRequest;
import samara.wire.apigateway.GetGatewayResponsesRequest;
import samara.wire.apigateway.PutGatewayResponseRequest;
import samara.wire.apigateway.UpdateGatewayResponseRequest;

/// Operations on how an API words its own answers.
final class GatewayResponseOperations {
    private static final Map<String, Optional<String>> TYPES = types();

    private final RestApis apis;

    GatewayResponseOperations(RestApis apis) {
        this.apis = apis;
    }

    private static Map<String, Optional<String>> types() {
        Map<String, Optional<String>> types = new LinkedHashMap<>();
        types.put("ACCESS_DENIED", Optional.of("403"));
        types.put("API_CONFIGURATION_ERROR", Optional.of("500"));
        types.put("AUTHORIZER_CONFIGURATION_ERROR", Optional.of("500"));
        types.put("AUTHORIZER_FAILURE", Optional.of("500"));
        types.put("BAD_REQUEST_BODY", Optional.of("400"));
        types.put("BAD_REQUEST_PARAMETERS", Optional.of("400"));
        types.put("DEFAULT_4XX", Optional.empty());
        types.put("DEFAULT_5XX", Optional.empty());
        types.put("EXPIRED_TOKEN", Optional.of("403"));
        types.put("INTEGRATION_FAILURE", Optional.of("504"));
        types.put("INTEGRATION_TIMEOUT", Optional.of("504"));
        types.put("INVALID_API_KEY", Optional.of("403"));
        types.put("INVALID_SIGNATURE", Optional.of("403"));
        types.put("MISSING_AUTHENTICATION_TOKEN", Optional.of("403"));
        types.put("QUOTA_EXCEEDED", Optional.of("429"));
        types.put("REQUEST_TOO_LARGE", Optional.of("413"));
        types.put("RESOURCE_NOT_FOUND", Optional.of("404"));
        types.put("THROTTLED", Optional.of("429"));
        types.put("UNAUTHORIZED", Optional.of("401"));
        types.put("UNSUPPORTED_MEDIA_TYPE", Optional.of("415"));
        types.put("WAF_FILTERED", Optional.of("403"));
        return types;
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new ApiOperation<>(
                        ApiGatewayApi.PUT_GATEWAY_RESPONSE,
                        "PUT",
                        in -> path(in.restApiId()) + "/" + in.responseType(),
                        this::put),
                new ApiOperation<>(
                        ApiGatewayApi.GET_GATEWAY_RESPONSE,
                        "GET",
                        in -> path(in.restApiId()) + "/" + in.responseType(),
                        this::get),
                new ApiOperation<>(ApiGatewayApi.GET_GATEWAY_RESPONSES, "GET", in -> path(in.restApiId()), this::list),
                new ApiOperation<>(
                        ApiGatewayApi.UPDATE_GATEWAY_RESPONSE,
                        "PATCH",
                        in -> path(in.restApiId()) + "/" + in.responseType(),
                        this::update),
                new ApiOperation<>(
                        ApiGatewayApi.DELETE_GATEWAY_RESPONSE,
                        "DELETE",
                        in -> path(in.restApiId()) + "/" + in.responseType(),
                        this::delete));
    }

    private static String path(String apiId) {
        return RestApiOperations.path(apiId) + "/gatewayresponses";
    }

    private static samara.wire.apigateway.GatewayResponse view(GatewayResponse response, boolean standard) {
        var view = samara.wire.apigateway.GatewayResponse.builder()
                .responseType(response.responseType())
                .responseParameters(response.responseParameters())
                .responseTemplates(response.responseTemplates())
                .defaultResponse(standard);
        response.statusCode().ifPresent(view::statusCode);
        return view.build();
    }

    private static samara.wire.apigateway.GatewayResponse of(RestApi api, String type) {
        GatewayResponse own = api.gatewayResponses().get(type);
        return own == null ? view(standard(type), true) : view(own, false);
    }

    private static GatewayResponse standard(String type) {
        Optional<String> status = TYPES.get(type);
        if (status == null) {
            throw ApiGatewayErrors.notFound("Invalid gateway response type specified: " + type);
        }
        return new GatewayResponse(
                type, status, Map.of(), Map.of("application/json", "{\"message\":$context.error.messageString}"));
    }

    private samara.wire.apigateway.GatewayResponse put(PutGatewayResponseRequest in, Call call) {
        standard(in.responseType());
        GatewayResponse response = new GatewayResponse(
                in.responseType(),
                in.statusCode(),
                in.responseParameters().orElse(Map.of()),
                in.responseTemplates().orElse(Map.of()));
        apis.changeApi(
                call.scope(),
                in.restApiId(),
                api -> api.withGatewayResponses(RestApi.put(api.gatewayResponses(), in.responseType(), response)));
        return view(response, false);
    }

    private samara.wire.apigateway.GatewayResponse get(GetGatewayResponseRequest in, Call call) {
        return of(apis.api(call.scope(), in.restApiId()).api(), in.responseType());
    }

    private samara.wire.apigateway.GatewayResponses list(GetGatewayResponsesRequest in, Call call) {
        RestApi api = apis.api(call.scope(), in.restApiId()).api();
        return samara.wire.apigateway.GatewayResponses.builder()
                .items(TYPES.keySet().stream().map(type -> of(api, type)).toList())
                .build();
    }

    private samara.wire.apigateway.GatewayResponse update(UpdateGatewayResponseRequest in, Call call) {
        StoredApi stored = apis.changeApi(call.scope(), in.restApiId(), api -> {
            GatewayResponse known = api.gatewayResponses().get(in.responseType());
            GatewayResponse after = known == null ? standard(in.responseType()) : known;
            for (Patches.Patch patch : Views.patches(in.patchOperations())) {
                after = Patches.apply(GatewayResponse.class, after, patch);
            }
            return api.withGatewayResponses(RestApi.put(api.gatewayResponses(), in.responseType(), after));
        });
        return of(stored.api(), in.responseType());
    }

    private Nothing delete(DeleteGatewayResponseRequest in, Call call) {
        apis.changeApi(call.scope(), in.restApiId(), api -> {
            if (!api.gatewayResponses().containsKey(in.responseType())) {
                throw ApiGatewayErrors.notFound("Gateway response type not defined on api");
            }
            return api.withGatewayResponses(RestApi.without(api.gatewayResponses(), in.responseType()));
        });
        return Nothing.INSTANCE;
    }
}
