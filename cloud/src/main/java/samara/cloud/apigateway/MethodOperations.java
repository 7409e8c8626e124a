package samara.cloud.apigateway;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Operation;
import samara.gateway.api.Method;
import samara.gateway.api.MethodResponse;
import samara.gateway.api.Resource;
import samara.gateway.api.RestApi;
import samara.wire.Nothing;
import samara.wire.apigateway.ApiGatewayApi;
import samara.wire.apigateway.DeleteMethodRequest;
import samara.wire.apigateway.DeleteMethodResponseRequest;
import samara.wire.apigateway.GetMethodRequest;
import samara.wire.apigateway.GetMethodResponseRequest;
import samara.wire.apigateway.PutMethodRequest;
import samara.wire.apigateway.PutMethodResponseRequest;
import samara.wire.apigateway.UpdateMethodRequest;
import samara.wire.apigateway.UpdateMethodResponseRequest;

/// Operations on methods and what they declare to answer.
final class MethodOperations {
    private static final Set<String> HTTP_METHODS =
            Set.of("ANY", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT");

    private final RestApis apis;

    MethodOperations(RestApis apis) {
        this.apis = apis;
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new ApiOperation<>(
                        ApiGatewayApi.PUT_METHOD,
                        "PUT",
                        in -> path(in.restApiId(), in.resourceId(), in.httpMethod()),
                        this::put),
                new ApiOperation<>(
                        ApiGatewayApi.GET_METHOD,
                        "GET",
                        in -> path(in.restApiId(), in.resourceId(), in.httpMethod()),
                        this::get),
                new ApiOperation<>(
                        ApiGatewayApi.UPDATE_METHOD,
                        "PATCH",
                        in -> path(in.restApiId(), in.resourceId(), in.httpMethod()),
                        this::update),
                new ApiOperation<>(
                        ApiGatewayApi.DELETE_METHOD,
                        "DELETE",
                        in -> path(in.restApiId(), in.resourceId(), in.httpMethod()),
                        this::delete),
                new ApiOperation<>(
                        ApiGatewayApi.PUT_METHOD_RESPONSE,
                        "PUT",
                        in -> path(in.restApiId(), in.resourceId(), in.httpMethod()) + "/responses/" + in.statusCode(),
                        this::putResponse),
                new ApiOperation<>(
                        ApiGatewayApi.GET_METHOD_RESPONSE,
                        "GET",
                        in -> path(in.restApiId(), in.resourceId(), in.httpMethod()) + "/responses/" + in.statusCode(),
                        this::getResponse),
                new ApiOperation<>(
                        ApiGatewayApi.UPDATE_METHOD_RESPONSE,
                        "PATCH",
                        in -> path(in.restApiId(), in.resourceId(), in.httpMethod()) + "/responses/" + in.statusCode(),
                        this::updateResponse),
                new ApiOperation<>(
                        ApiGatewayApi.DELETE_METHOD_RESPONSE,
                        "DELETE",
                        in -> path(in.restApiId(), in.resourceId(), in.httpMethod()) + "/responses/" + in.statusCode(),
                        this::deleteResponse));
    }

    static String path(String apiId, String resourceId, String httpMethod) {
        return ResourceOperations.path(apiId, resourceId) + "/methods/" + httpMethod;
    }

    /// The method of a resource.
    static Method in(RestApi api, String resourceId, String httpMethod) {
        Method method = ResourceOperations.in(api, resourceId).methods().get(httpMethod);
        if (method == null) {
            throw ApiGatewayErrors.notFound("Invalid Method identifier specified");
        }
        return method;
    }

    /// An API with one of its methods changed.
    static RestApi changed(RestApi api, String resourceId, String httpMethod, UnaryOperator<Method> change) {
        Resource resource = ResourceOperations.in(api, resourceId);
        return api.with(resource.with(change.apply(in(api, resourceId, httpMethod))));
    }

    private samara.wire.apigateway.Method put(PutMethodRequest in, Call call) {
        if (!HTTP_METHODS.contains(in.httpMethod())) {
            throw ApiGatewayErrors.badRequest("Invalid HttpMethod specified. Valid options are GET, PUT, POST, DELETE,"
                    + " PATCH, OPTIONS, HEAD, ANY");
        }
        Method method = new Method(
                in.httpMethod(),
                in.authorizationType(),
                in.authorizerId(),
                in.authorizationScopes().orElse(List.of()),
                in.apiKeyRequired().orElse(false),
                in.operationName(),
                in.requestValidatorId(),
                in.requestParameters().orElse(Map.of()),
                in.requestModels().orElse(Map.of()),
                Map.of(),
                Optional.empty());
        apis.changeApi(call.scope(), in.restApiId(), api -> {
            Resource resource = ResourceOperations.in(api, in.resourceId());
            if (resource.methods().containsKey(in.httpMethod())) {
                throw ApiGatewayErrors.conflict("Method already exists for this resource");
            }
            check(api, method);
            return api.with(resource.with(method));
        });
        return Views.method(method);
    }

    private static void check(RestApi api, Method method) {
        switch (method.authorizationType()) {
            case "NONE", "AWS_IAM" -> {}
            case "CUSTOM", "COGNITO_USER_POOLS" -> {
                String id = method.authorizerId()
                        .orElseThrow(() -> ApiGatewayErrors.badRequest("Invalid authorizer ID specified. Setting the"
                                + " authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer."));
                if (!api.authorizers().containsKey(id)) {
                    throw ApiGatewayErrors.badRequest("Invalid authorizer ID specified");
                }
            }
            default ->
                throw ApiGatewayErrors.badRequest(
                        "Invalid authorization type specified. Valid options are NONE, AWS_IAM, CUSTOM,"
                                + " COGNITO_USER_POOLS");
        }
        method.requestValidatorId()
                .filter(id -> !api.validators().containsKey(id))
                .ifPresent(id -> {
                    throw ApiGatewayErrors.badRequest("Invalid Request Validator identifier specified");
                });
        method.requestModels().values().stream()
                .filter(model -> !api.models().containsKey(model))
                .findFirst()
                .ifPresent(model -> {
                    throw ApiGatewayErrors.badRequest("Invalid model identifier specified: " + model);
                });
    }

    private samara.wire.apigateway.Method get(GetMethodRequest in, Call call) {
        RestApi api = apis.api(call.scope(), in.restApiId()).api();
        return Views.method(in(api, in.resourceId(), in.httpMethod()));
    }

    private samara.wire.apigateway.Method update(UpdateMethodRequest in, Call call) {
        StoredApi stored = apis.changeApi(
                call.scope(),
                in.restApiId(),
                api -> changed(api, in.resourceId(), in.httpMethod(), method -> {
                    Method after = method;
                    for (Patches.Patch patch : Views.patches(in.patchOperations())) {
                        after = Patches.apply(Method.class, after, patch);
                    }
                    check(api, after);
                    return after;
                }));
        return Views.method(in(stored.api(), in.resourceId(), in.httpMethod()));
    }

    private Nothing delete(DeleteMethodRequest in, Call call) {
        apis.changeApi(call.scope(), in.restApiId(), api -> {
            in(api, in.resourceId(), in.httpMethod());
            Resource resource = ResourceOperations.in(api, in.resourceId());
            return api.with(resource.withMethods(RestApi.without(resource.methods(), in.httpMethod())));
        });
        return Nothing.INSTANCE;
    }

    private samara.wire.apigateway.MethodResponse putResponse(PutMethodResponseRequest in, Call call) {
        MethodResponse response = new MethodResponse(
                in.statusCode(),
                in.responseParameters().orElse(Map.of()),
                in.responseModels().orElse(Map.of()));
        apis.changeApi(
                call.scope(),
                in.restApiId(),
                api -> changed(api, in.resourceId(), in.httpMethod(), method -> {
                    if (method.responses().containsKey(in.statusCode())) {
                        throw ApiGatewayErrors.conflict("Response already exists for this resource");
                    }
                    return method.withResponses(RestApi.put(method.responses(), in.statusCode(), response));
                }));
        return Views.methodResponse(response);
    }

    private static MethodResponse response(Method method, String statusCode) {
        MethodResponse response = method.responses().get(statusCode);
        if (response == null) {
            throw ApiGatewayErrors.notFound("Invalid Response status code specified");
        }
        return response;
    }

    private samara.wire.apigateway.MethodResponse getResponse(GetMethodResponseRequest in, Call call) {
        RestApi api = apis.api(call.scope(), in.restApiId()).api();
        return Views.methodResponse(response(in(api, in.resourceId(), in.httpMethod()), in.statusCode()));
    }

    private samara.wire.apigateway.MethodResponse updateResponse(UpdateMethodResponseRequest in, Call call) {
        StoredApi stored = apis.changeApi(
                call.scope(),
                in.restApiId(),
                api -> changed(api, in.resourceId(), in.httpMethod(), method -> {
                    MethodResponse after = response(method, in.statusCode());
                    for (Patches.Patch patch : Views.patches(in.patchOperations())) {
                        after = Patches.apply(MethodResponse.class, after, patch);
                    }
                    return method.withResponses(RestApi.put(method.responses(), in.statusCode(), after));
                }));
        return Views.methodResponse(response(in(stored.api(), in.resourceId(), in.httpMethod()), in.statusCode()));
    }

    private Nothing deleteResponse(DeleteMethodResponseRequest in, Call call) {
        apis.changeApi(
                call.scope(),
                in.restApiId(),
                api -> changed(api, in.resourceId(), in.httpMethod(), method -> {
                    response(method, in.statusCode());
                    return method.withResponses(RestApi.without(method.responses(), in.statusCode()));
                }));
        return Nothing.INSTANCE;
    }
}
