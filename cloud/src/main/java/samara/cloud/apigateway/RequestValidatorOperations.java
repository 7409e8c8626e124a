package samara.cloud.apigateway;

import java.util.List;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Operation;
import samara.gateway.api.RequestValidator;
import samara.gateway.api.RestApi;
import samara.wire.Nothing;
import samara.wire.apigateway.ApiGatewayApi;
import samara.wire.apigateway.CreateRequestValidatorRequest;
import samara.wire.apigateway.DeleteRequestValidatorRequest;
import samara.wire.apigateway.GetRequestValidatorRequest;
import samara.wire.apigateway.GetRequestValidatorsRequest;
import samara.wire.apigateway.UpdateRequestValidatorRequest;

/// Operations on the requestValidators of an API.
final class RequestValidatorOperations {
    private final RestApis apis;

    RequestValidatorOperations(RestApis apis) {
        this.apis = apis;
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new ApiOperation<>(
                        ApiGatewayApi.CREATE_REQUEST_VALIDATOR, "POST", in -> path(in.restApiId()), this::create),
                new ApiOperation<>(
                        ApiGatewayApi.GET_REQUEST_VALIDATOR,
                        "GET",
                        in -> path(in.restApiId()) + "/" + in.requestValidatorId(),
                        this::get),
                new ApiOperation<>(ApiGatewayApi.GET_REQUEST_VALIDATORS, "GET", in -> path(in.restApiId()), this::list),
                new ApiOperation<>(
                        ApiGatewayApi.UPDATE_REQUEST_VALIDATOR,
                        "PATCH",
                        in -> path(in.restApiId()) + "/" + in.requestValidatorId(),
                        this::update),
                new ApiOperation<>(
                        ApiGatewayApi.DELETE_REQUEST_VALIDATOR,
                        "DELETE",
                        in -> path(in.restApiId()) + "/" + in.requestValidatorId(),
                        this::delete));
    }

    private static String path(String apiId) {
        return RestApiOperations.path(apiId) + "/requestvalidators";
    }

    private static samara.wire.apigateway.RequestValidator view(RequestValidator validator) {
        return samara.wire.apigateway.RequestValidator.builder()
                .id(validator.id())
                .name(validator.name())
                .validateRequestBody(validator.validateRequestBody())
                .validateRequestParameters(validator.validateRequestParameters())
                .build();
    }

    private static RequestValidator in(RestApi api, String id) {
        RequestValidator validator = api.validators().get(id);
        if (validator == null) {
            throw ApiGatewayErrors.notFound("Invalid Request Validator identifier specified");
        }
        return validator;
    }

    private samara.wire.apigateway.RequestValidator create(CreateRequestValidatorRequest in, Call call) {
        RequestValidator made = new RequestValidator(
                apis.newId(),
                in.name().orElse(""),
                in.validateRequestBody().orElse(false),
                in.validateRequestParameters().orElse(false));
        apis.changeApi(
                call.scope(),
                in.restApiId(),
                api -> api.withValidators(RestApi.put(api.validators(), made.id(), made)));
        return view(made);
    }

    private samara.wire.apigateway.RequestValidator get(GetRequestValidatorRequest in, Call call) {
        return view(in(apis.api(call.scope(), in.restApiId()).api(), in.requestValidatorId()));
    }

    private samara.wire.apigateway.RequestValidators list(GetRequestValidatorsRequest in, Call call) {
        RestApi api = apis.api(call.scope(), in.restApiId()).api();
        var page = Pages.of(List.copyOf(api.validators().values()), RequestValidator::id, in.position(), in.limit());
        var view = samara.wire.apigateway.RequestValidators.builder()
                .items(page.items().stream()
                        .map(RequestValidatorOperations::view)
                        .toList());
        page.position().ifPresent(view::position);
        return view.build();
    }

    private samara.wire.apigateway.RequestValidator update(UpdateRequestValidatorRequest in, Call call) {
        StoredApi stored = apis.changeApi(call.scope(), in.restApiId(), api -> {
            RequestValidator after = in(api, in.requestValidatorId());
            for (Patches.Patch patch : Views.patches(in.patchOperations())) {
                after = Patches.apply(RequestValidator.class, after, patch);
            }
            return api.withValidators(RestApi.put(api.validators(), after.id(), after));
        });
        return view(in(stored.api(), in.requestValidatorId()));
    }

    private Nothing delete(DeleteRequestValidatorRequest in, Call call) {
        apis.changeApi(call.scope(), in.restApiId(), api -> {
            in(api, in.requestValidatorId());
            boolean used = api.resources().values().stream()
                    .flatMap(r -> r.methods().values().stream())
                    .anyMatch(m -> m.requestValidatorId()
                            .filter(in.requestValidatorId()::equals)
                            .isPresent());
            if (used) {
                throw ApiGatewayErrors.conflict(
                        "Cannot delete requestValidator '" + in.requestValidatorId() + "', is referenced in method");
            }
            return api.withValidators(RestApi.without(api.validators(), in.requestValidatorId()));
        });
        return Nothing.INSTANCE;
    }
}
