package samara.cloud.apigateway;

import java.util.List;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Operation;
import samara.gateway.api.Model;
import samara.gateway.api.RestApi;
import samara.gateway.rest.ModelSchema;
import samara.wire.Nothing;
import samara.wire.apigateway.ApiGatewayApi;
import samara.wire.apigateway.CreateModelRequest;
import samara.wire.apigateway.DeleteModelRequest;
import samara.wire.apigateway.GetModelRequest;
import samara.wire.apigateway.GetModelsRequest;
import samara.wire.apigateway.UpdateModelRequest;

/// Operations on the models of an API.
final class ModelOperations {
    private final RestApis apis;

    ModelOperations(RestApis apis) {
        this.apis = apis;
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new ApiOperation<>(ApiGatewayApi.CREATE_MODEL, "POST", in -> path(in.restApiId()), this::create),
                new ApiOperation<>(
                        ApiGatewayApi.GET_MODEL, "GET", in -> path(in.restApiId()) + "/" + in.modelName(), this::get),
                new ApiOperation<>(ApiGatewayApi.GET_MODELS, "GET", in -> path(in.restApiId()), this::list),
                new ApiOperation<>(
                        ApiGatewayApi.UPDATE_MODEL,
                        "PATCH",
                        in -> path(in.restApiId()) + "/" + in.modelName(),
                        this::update),
                new ApiOperation<>(
                        ApiGatewayApi.DELETE_MODEL,
                        "DELETE",
                        in -> path(in.restApiId()) + "/" + in.modelName(),
                        this::delete));
    }

    private static String path(String apiId) {
        return RestApiOperations.path(apiId) + "/models";
    }

    private static samara.wire.apigateway.Model view(Model model) {
        var view = samara.wire.apigateway.Model.builder()
                .id(model.id())
                .name(model.name())
                .schema(model.schema())
                .contentType(model.contentType());
        model.description().ifPresent(view::description);
        return view.build();
    }

    private static Model in(RestApi api, String name) {
        Model model = api.models().get(name);
        if (model == null) {
            throw ApiGatewayErrors.notFound("Invalid model name specified: " + name);
        }
        return model;
    }

    private static void check(RestApi api, Model model) {
        if (!model.name().matches("[A-Za-z0-9]+")) {
            throw ApiGatewayErrors.badRequest("Model name must be alphanumeric: " + model.name());
        }
        List<String> problems = ModelSchema.problems(
                model.schema(), name -> api.models().containsKey(name) || name.equals(model.name()));
        if (!problems.isEmpty()) {
            throw ApiGatewayErrors.badRequest("Invalid model specified: Validation Result: warnings : [], errors : ["
                    + String.join("; ", problems) + "]");
        }
    }

    private samara.wire.apigateway.Model create(CreateModelRequest in, Call call) {
        Model model =
                new Model(apis.newId(), in.name(), in.description(), in.schema().orElse("{}"), in.contentType());
        apis.changeApi(call.scope(), in.restApiId(), api -> {
            check(api, model);
            if (api.models().containsKey(in.name())) {
                throw ApiGatewayErrors.conflict("Model name already exists for this REST API");
            }
            return api.withModels(RestApi.put(api.models(), in.name(), model));
        });
        return view(model);
    }

    private samara.wire.apigateway.Model get(GetModelRequest in, Call call) {
        return view(in(apis.api(call.scope(), in.restApiId()).api(), in.modelName()));
    }

    private samara.wire.apigateway.Models list(GetModelsRequest in, Call call) {
        RestApi api = apis.api(call.scope(), in.restApiId()).api();
        var page = Pages.of(List.copyOf(api.models().values()), Model::id, in.position(), in.limit());
        var view = samara.wire.apigateway.Models.builder()
                .items(page.items().stream().map(ModelOperations::view).toList());
        page.position().ifPresent(view::position);
        return view.build();
    }

    private samara.wire.apigateway.Model update(UpdateModelRequest in, Call call) {
        StoredApi stored = apis.changeApi(call.scope(), in.restApiId(), api -> {
            Model after = in(api, in.modelName());
            for (Patches.Patch patch : Views.patches(in.patchOperations())) {
                if (!patch.path().equals("/schema") && !patch.path().equals("/description")) {
                    throw ApiGatewayErrors.badRequest("Invalid patch path " + patch.path());
                }
                after = Patches.apply(Model.class, after, patch);
            }
            check(api, after);
            return api.withModels(RestApi.put(api.models(), in.modelName(), after));
        });
        return view(in(stored.api(), in.modelName()));
    }

    private Nothing delete(DeleteModelRequest in, Call call) {
        apis.changeApi(call.scope(), in.restApiId(), api -> {
            in(api, in.modelName());
            boolean used = api.resources().values().stream()
                    .flatMap(r -> r.methods().values().stream())
                    .anyMatch(m -> m.requestModels().containsValue(in.modelName())
                            || m.responses().values().stream()
                                    .anyMatch(r -> r.responseModels().containsValue(in.modelName())));
            if (used) {
                throw ApiGatewayErrors.conflict(
                        "Cannot delete model '" + in.modelName() + "', is referenced in method request");
            }
            return api.withModels(RestApi.without(api.models(), in.modelName()));
        });
        return Nothing.INSTANCE;
    }
}
