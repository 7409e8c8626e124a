package samara.cloud.apigateway.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import samara.cloud.apigateway.ApiGatewayErrors;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Operation;
import samara.gateway.http.HttpApi;
import samara.gateway.http.Route;
import samara.wire.apigatewayv2.ApiGatewayV2Api;

/// Operations on the responses of a WebSocket API's routes: with one, the sender of a message is sent the answer.
final class RouteResponseControl {
    private final HttpApis apis;

    RouteResponseControl(HttpApis apis) {
        this.apis = apis;
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new ControlOperation<>(
                        ApiGatewayV2Api.CREATE_ROUTE_RESPONSE, "POST", RouteResponseControl::all, this::create),
                new ControlOperation<>(ApiGatewayV2Api.GET_ROUTE_RESPONSE, "GET", RouteResponseControl::one, this::get),
                new ControlOperation<>(
                        ApiGatewayV2Api.GET_ROUTE_RESPONSES, "GET", RouteResponseControl::all, this::list),
                new ControlOperation<>(
                        ApiGatewayV2Api.UPDATE_ROUTE_RESPONSE, "PATCH", RouteResponseControl::one, this::update),
                new ControlOperation<>(
                        ApiGatewayV2Api.DELETE_ROUTE_RESPONSE, "DELETE", RouteResponseControl::one, this::delete));
    }

    private static String all(Members in) {
        return ApiControl.path(in) + "/routes/" + in.text("RouteId") + "/routeresponses";
    }

    private static String one(Members in) {
        return all(in) + "/" + in.text("RouteResponseId");
    }

    private static Route route(HttpApi api, Members in) {
        Route route = api.routes().get(in.text("RouteId"));
        if (route == null) {
            throw ApiGatewayErrors.notFound("Unable to find Route by key " + in.text("RouteId"));
        }
        return route;
    }

    private Members create(Members in, Call call) {
        String key = in.text("RouteResponseKey");
        refuse(in);
        String id = apis.newId();
        apis.changeApi(call.scope(), in.text("ApiId"), api -> {
            if (!api.isWebSocket()) {
                throw ApiGatewayErrors.badRequest("Route responses are only for WebSocket APIs");
            }
            Route route = route(api, in);
            if (route.responses().containsValue(key)) {
                throw ApiGatewayErrors.conflict("Route response with key " + key + " already exists for this route");
            }
            Map<String, String> more = new LinkedHashMap<>(route.responses());
            more.put(id, key);
            return api.withRoutes(HttpApi.plus(api.routes(), Route::id, route.withResponses(more)));
        });
        return Views.routeResponse(id, key);
    }

    private static void refuse(Members in) {
        in.maybe("RouteResponseKey", String.class)
                .filter(key -> !key.equals(Route.DEFAULT))
                .ifPresent(key -> {
                    throw ApiGatewayErrors.badRequest("The only RouteResponseKey is `$default`");
                });
        in.refuse(
                List.of("ModelSelectionExpression", "ResponseModels", "ResponseParameters"),
                name -> ApiGatewayErrors.notBuilt(name + " of a route response"));
    }

    /// Nothing of a response can change: its key is `$default`.
    private Members update(Members in, Call call) {
        refuse(in);
        return get(in, call);
    }

    private Map<String, String> responses(Members in, Call call) {
        return route(apis.api(call.scope(), in.text("ApiId")).api(), in).responses();
    }

    private String stored(Members in, Call call) {
        String key = responses(in, call).get(in.text("RouteResponseId"));
        if (key == null) {
            throw ApiGatewayErrors.notFound("Unable to find RouteResponse by key " + in.text("RouteResponseId"));
        }
        return key;
    }

    private Members get(Members in, Call call) {
        return Views.routeResponse(in.text("RouteResponseId"), stored(in, call));
    }

    private Members list(Members in, Call call) {
        return Pages.of(
                ApiGatewayV2Api.GET_ROUTE_RESPONSES,
                responses(in, call).entrySet().stream()
                        .map(one -> Views.routeResponse(one.getKey(), one.getValue()))
                        .toList(),
                in,
                "RouteResponseId");
    }

    private Members delete(Members in, Call call) {
        stored(in, call);
        apis.changeApi(call.scope(), in.text("ApiId"), api -> {
            Route route = route(api, in);
            Map<String, String> less = HttpApi.minus(route.responses(), in.text("RouteResponseId"));
            return api.withRoutes(HttpApi.plus(api.routes(), Route::id, route.withResponses(less)));
        });
        return new Members();
    }
}
