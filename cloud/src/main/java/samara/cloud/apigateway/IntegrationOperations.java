package samara.cloud.apigateway;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Operation;
import samara.gateway.api.Integration;
import samara.gateway.api.IntegrationResponse;
import samara.gateway.api.IntegrationType;
import samara.gateway.api.Method;
import samara.gateway.api.RestApi;
import samara.wire.Nothing;
import samara.wire.apigateway.ApiGatewayApi;
import samara.wire.apigateway.DeleteIntegrationRequest;
import samara.wire.apigateway.DeleteIntegrationResponseRequest;
import samara.wire.apigateway.GetIntegrationRequest;
import samara.wire.apigateway.GetIntegrationResponseRequest;
import samara.wire.apigateway.PutIntegrationRequest;
import samara.wire.apigateway.PutIntegrationResponseRequest;
import samara.wire.apigateway.UpdateIntegrationRequest;
import samara.wire.apigateway.UpdateIntegrationResponseRequest;

/// Operations on what is behind methods.
final class IntegrationOperations {
    /// Where the quota was raised as far as it can be.
    private static final int LONGEST_MILLIS = 300_000;

    private static final int LONGEST_STREAM_MILLIS = 900_000;

    private final RestApis apis;

    IntegrationOperations(RestApis apis) {
        this.apis = apis;
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new ApiOperation<>(
                        ApiGatewayApi.PUT_INTEGRATION,
                        "PUT",
                        in -> path(in.restApiId(), in.resourceId(), in.httpMethod()),
                        this::put),
                new ApiOperation<>(
                        ApiGatewayApi.GET_INTEGRATION,
                        "GET",
                        in -> path(in.restApiId(), in.resourceId(), in.httpMethod()),
                        this::get),
                new ApiOperation<>(
                        ApiGatewayApi.UPDATE_INTEGRATION,
                        "PATCH",
                        in -> path(in.restApiId(), in.resourceId(), in.httpMethod()),
                        this::update),
                new ApiOperation<>(
                        ApiGatewayApi.DELETE_INTEGRATION,
                        "DELETE",
                        in -> path(in.restApiId(), in.resourceId(), in.httpMethod()),
                        this::delete),
                new ApiOperation<>(
                        ApiGatewayApi.PUT_INTEGRATION_RESPONSE,
                        "PUT",
                        in -> path(in.restApiId(), in.resourceId(), in.httpMethod()) + "/responses/" + in.statusCode(),
                        this::putResponse),
                new ApiOperation<>(
                        ApiGatewayApi.GET_INTEGRATION_RESPONSE,
                        "GET",
                        in -> path(in.restApiId(), in.resourceId(), in.httpMethod()) + "/responses/" + in.statusCode(),
                        this::getResponse),
                new ApiOperation<>(
                        ApiGatewayApi.UPDATE_INTEGRATION_RESPONSE,
                        "PATCH",
                        in -> path(in.restApiId(), in.resourceId(), in.httpMethod()) + "/responses/" + in.statusCode(),
                        this::updateResponse),
                new ApiOperation<>(
                        ApiGatewayApi.DELETE_INTEGRATION_RESPONSE,
                        "DELETE",
                        in -> path(in.restApiId(), in.resourceId(), in.httpMethod()) + "/responses/" + in.statusCode(),
                        this::deleteResponse));
    }

    private static String path(String apiId, String resourceId, String httpMethod) {
        return MethodOperations.path(apiId, resourceId, httpMethod) + "/integration";
    }

    private static Integration of(Method method) {
        return method.integration()
                .orElseThrow(() -> ApiGatewayErrors.notFound("Invalid Integration identifier specified"));
    }

    private samara.wire.apigateway.Integration put(PutIntegrationRequest in, Call call) {
        IntegrationType type = type(in.type());
        if (type != IntegrationType.MOCK && in.uri().isEmpty()) {
            throw ApiGatewayErrors.badRequest("Integrations of type '" + type + "' must have a valid URI");
        }
        Integration integration = new Integration(
                type,
                in.integrationHttpMethod(),
                in.uri(),
                in.credentials(),
                in.requestParameters().orElse(Map.of()),
                in.requestTemplates().orElse(Map.of()),
                in.passthroughBehavior().orElse("WHEN_NO_MATCH"),
                in.contentHandling(),
                in.timeoutInMillis().orElse(Integration.DEFAULT_TIMEOUT_MILLIS),
                in.connectionType(),
                in.connectionId(),
                in.cacheNamespace().or(() -> Optional.of(in.resourceId())),
                in.cacheKeyParameters().orElse(List.of()),
                in.tlsConfig().flatMap(t -> t.insecureSkipVerification()).orElse(false),
                Map.of(),
                in.integrationTarget(),
                in.responseTransferMode());
        check(integration);
        apis.changeApi(
                call.scope(),
                in.restApiId(),
                api -> MethodOperations.changed(
                        api, in.resourceId(), in.httpMethod(), method -> method.with(Optional.of(integration))));
        return Views.integration(integration);
    }

    private static IntegrationType type(String name) {
        for (IntegrationType type : IntegrationType.values()) {
            if (type.name().equals(name)) {
                return type;
            }
        }
        throw ApiGatewayErrors.badRequest(
                "Invalid integration type specified. Valid options are HTTP, HTTP_PROXY, AWS, AWS_PROXY, MOCK");
    }

    private static void check(Integration integration) {
        String mode = integration.responseTransferMode().orElse("BUFFERED");
        if (!List.of("BUFFERED", "STREAM").contains(mode)) {
            throw ApiGatewayErrors.badRequest("Invalid response transfer mode specified: `" + mode + "`");
        }
        if (integration.streams()
                && integration.type() != IntegrationType.AWS_PROXY
                && integration.type() != IntegrationType.HTTP_PROXY) {
            throw ApiGatewayErrors.badRequest("The response transfer mode STREAM is for integrations of the types"
                    + " HTTP_PROXY and AWS_PROXY, not " + integration.type());
        }
        int longest = integration.streams() ? LONGEST_STREAM_MILLIS : LONGEST_MILLIS;
        if (integration.timeoutInMillis() < 50 || integration.timeoutInMillis() > longest) {
            throw ApiGatewayErrors.badRequest(
                    "Timeout should be between 50 ms and " + (integration.streams() ? "900000" : "29000") + " ms");
        }
        if (!List.of("WHEN_NO_MATCH", "WHEN_NO_TEMPLATES", "NEVER").contains(integration.passthroughBehavior())) {
            throw ApiGatewayErrors.badRequest("Invalid passthrough behavior specified");
        }
    }

    private samara.wire.apigateway.Integration get(GetIntegrationRequest in, Call call) {
        RestApi api = apis.api(call.scope(), in.restApiId()).api();
        return Views.integration(of(MethodOperations.in(api, in.resourceId(), in.httpMethod())));
    }

    private samara.wire.apigateway.Integration update(UpdateIntegrationRequest in, Call call) {
        StoredApi stored = apis.changeApi(
                call.scope(),
                in.restApiId(),
                api -> MethodOperations.changed(api, in.resourceId(), in.httpMethod(), method -> {
                    Integration after = of(method);
                    for (Patches.Patch patch : Views.patches(in.patchOperations())) {
                        after = Patches.apply(Integration.class, after, patch);
                    }
                    check(after);
                    return method.with(Optional.of(after));
                }));
        return Views.integration(of(MethodOperations.in(stored.api(), in.resourceId(), in.httpMethod())));
    }

    private Nothing delete(DeleteIntegrationRequest in, Call call) {
        apis.changeApi(
                call.scope(),
                in.restApiId(),
                api -> MethodOperations.changed(api, in.resourceId(), in.httpMethod(), method -> {
                    of(method);
                    return method.with(Optional.empty());
                }));
        return Nothing.INSTANCE;
    }

    private samara.wire.apigateway.IntegrationResponse putResponse(PutIntegrationResponseRequest in, Call call) {
        IntegrationResponse response = new IntegrationResponse(
                in.statusCode(),
                in.selectionPattern(),
                in.responseParameters().orElse(Map.of()),
                in.responseTemplates().orElse(Map.of()),
                in.contentHandling());
        if (!in.statusCode().matches("[1-5]\\d\\d")) {
            throw ApiGatewayErrors.badRequest("Status code must be between 100 and 599");
        }
        apis.changeApi(
                call.scope(),
                in.restApiId(),
                api -> MethodOperations.changed(
                        api, in.resourceId(), in.httpMethod(), method -> with(method, in.statusCode(), response)));
        return Views.integrationResponse(response);
    }

    private static Method with(Method method, String status, IntegrationResponse response) {
        Integration integration = of(method);
        return method.with(
                Optional.of(integration.withResponses(RestApi.put(integration.responses(), status, response))));
    }

    private static IntegrationResponse response(Method method, String statusCode) {
        IntegrationResponse response = of(method).responses().get(statusCode);
        if (response == null) {
            throw ApiGatewayErrors.notFound("Invalid Integration Response identifier specified");
        }
        return response;
    }

    private samara.wire.apigateway.IntegrationResponse getResponse(GetIntegrationResponseRequest in, Call call) {
        RestApi api = apis.api(call.scope(), in.restApiId()).api();
        return Views.integrationResponse(
                response(MethodOperations.in(api, in.resourceId(), in.httpMethod()), in.statusCode()));
    }

    private samara.wire.apigateway.IntegrationResponse updateResponse(UpdateIntegrationResponseRequest in, Call call) {
        StoredApi stored = apis.changeApi(
                call.scope(),
                in.restApiId(),
                api -> MethodOperations.changed(api, in.resourceId(), in.httpMethod(), method -> {
                    IntegrationResponse after = response(method, in.statusCode());
                    for (Patches.Patch patch : Views.patches(in.patchOperations())) {
                        after = Patches.apply(IntegrationResponse.class, after, patch);
                    }
                    return with(method, in.statusCode(), after);
                }));
        return Views.integrationResponse(
                response(MethodOperations.in(stored.api(), in.resourceId(), in.httpMethod()), in.statusCode()));
    }

    private Nothing deleteResponse(DeleteIntegrationResponseRequest in, Call call) {
        apis.changeApi(
                call.scope(),
                in.restApiId(),
                api -> MethodOperations.changed(api, in.resourceId(), in.httpMethod(), method -> {
                    response(method, in.statusCode());
                    Integration integration = of(method);
                    return method.with(Optional.of(
                            integration.withResponses(RestApi.without(integration.responses(), in.statusCode()))));
                }));
        return Nothing.INSTANCE;
    }
}
