package samara.cloud.apigateway.http;

import java.util.List;
import java.util.Optional;
import samara.cloud.apigateway.ApiGatewayErrors;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Operation;
import samara.gateway.api.Model;
import samara.gateway.http.HttpApi;
import samara.gateway.rest.ModelSchema;
import samara.gateway.rest.ModelTemplate;
import samara.wire.apigatewayv2.ApiGatewayV2Api;

/// Operations on the models of a WebSocket API.
final class ModelControl {
    private final HttpApis apis;

    ModelControl(HttpApis apis) {
        this.apis = apis;
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new ControlOperation<>(ApiGatewayV2Api.CREATE_MODEL, "POST", ModelControl::all, this::create),
                new ControlOperation<>(ApiGatewayV2Api.GET_MODEL, "GET", ModelControl::one, this::get),
                new ControlOperation<>(
                        ApiGatewayV2Api.GET_MODEL_TEMPLATE, "GET", in -> one(in) + "/template", this::template),
                new ControlOperation<>(ApiGatewayV2Api.GET_MODELS, "GET", ModelControl::all, this::list),
                new ControlOperation<>(ApiGatewayV2Api.UPDATE_MODEL, "PATCH", ModelControl::one, this::update),
                new ControlOperation<>(ApiGatewayV2Api.DELETE_MODEL, "DELETE", ModelControl::one, this::delete));
    }

    private static String all(Members in) {
        return ApiControl.path(in) + "/models";
    }

    private static String one(Members in) {
        return all(in) + "/" + in.text("ModelId");
    }

    private Model stored(Members in, Call call) {
        Model model = apis.api(call.scope(), in.text("ApiId")).api().models().get(in.text("ModelId"));
        if (model == null) {
            throw ApiGatewayErrors.notFound("Unable to find Model by key " + in.text("ModelId"));
        }
        return model;
    }

    private Members create(Members in, Call call) {
        return put(
                new Model(apis.newId(), in.text("Name"), Optional.empty(), in.text("Schema"), "application/json"),
                in,
                call);
    }

    private Members update(Members in, Call call) {
        return put(stored(in, call), in, call);
    }

    private Members put(Model before, Members in, Call call) {
        Model after = new Model(
                before.id(),
                in.maybe("Name", String.class).orElse(before.name()),
                in.text("Description", before.description()),
                in.maybe("Schema", String.class).orElse(before.schema()),
                in.maybe("ContentType", String.class).orElse(before.contentType()));
        apis.changeApi(call.scope(), in.text("ApiId"), api -> {
            check(api, before, after);
            return api.withModels(HttpApi.plus(api.models(), Model::id, after));
        });
        return Views.model(after);
    }

    private static void check(HttpApi api, Model before, Model after) {
        if (!api.isWebSocket()) {
            throw ApiGatewayErrors.badRequest("Models are only for WebSocket APIs");
        }
        if (!after.name().matches("[A-Za-z0-9]{1,128}")) {
            throw ApiGatewayErrors.badRequest("Model name must be alphanumeric: " + after.name());
        }
        boolean taken = api.models().values().stream()
                .anyMatch(other ->
                        other.name().equals(after.name()) && !other.id().equals(after.id()));
        if (taken) {
            throw ApiGatewayErrors.conflict("Model with name " + after.name() + " already exists for this API");
        }
        if (!after.name().equals(before.name())) {
            used(api, before).ifPresent(route -> {
                throw ApiGatewayErrors.conflict(
                        "Cannot rename model '" + before.name() + "', is referenced in route: " + route);
            });
        }
        List<String> problems = ModelSchema.problems(
                after.schema(), name -> api.modelsByName().containsKey(name) || name.equals(after.name()));
        if (!problems.isEmpty()) {
            throw ApiGatewayErrors.badRequest("Invalid model specified: Validation Result: warnings : [], errors : ["
                    + String.join("; ", problems) + "]");
        }
    }

    /// The key of a route that names a model.
    private static Optional<String> used(HttpApi api, Model model) {
        return api.routes().values().stream()
                .filter(route -> route.requestModels().containsValue(model.name()))
                .map(route -> route.key())
                .findFirst();
    }

    private Members get(Members in, Call call) {
        return Views.model(stored(in, call));
    }

    private Members template(Members in, Call call) {
        return new Members().with("Value", ModelTemplate.of(stored(in, call).schema()));
    }

    private Members list(Members in, Call call) {
        var models = apis.api(call.scope(), in.text("ApiId")).api().models().values();
        return Pages.of(
                ApiGatewayV2Api.GET_MODELS, models.stream().map(Views::model).toList(), in, "ModelId");
    }

    private Members delete(Members in, Call call) {
        Model model = stored(in, call);
        apis.changeApi(call.scope(), in.text("ApiId"), api -> {
            used(api, model).ifPresent(route -> {
                throw ApiGatewayErrors.conflict(
                        "Cannot delete model '" + model.name() + "', is referenced in route: " + route);
            });
            return api.withModels(HttpApi.minus(api.models(), model.id()));
        });
        return new Members();
    }
}
