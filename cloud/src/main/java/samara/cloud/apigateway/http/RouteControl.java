package samara.cloud.apigateway.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.apigateway.ApiGatewayErrors;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Operation;
import samara.gateway.http.HttpApi;
import samara.gateway.http.Route;
import samara.gateway.websocket.WebSocketStage;
import samara.wire.apigatewayv2.ApiGatewayV2Api;
import samara.wire.apigatewayv2.ParameterConstraints;

/// Operations on routes.
final class RouteControl {
    private final HttpApis apis;

    RouteControl(HttpApis apis) {
        this.apis = apis;
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new ControlOperation<>(ApiGatewayV2Api.CREATE_ROUTE, "POST", RouteControl::routes, this::create),
                new ControlOperation<>(ApiGatewayV2Api.GET_ROUTE, "GET", RouteControl::route, this::get),
                new ControlOperation<>(ApiGatewayV2Api.GET_ROUTES, "GET", RouteControl::routes, this::list),
                new ControlOperation<>(ApiGatewayV2Api.UPDATE_ROUTE, "PATCH", RouteControl::route, this::update),
                new ControlOperation<>(ApiGatewayV2Api.DELETE_ROUTE, "DELETE", RouteControl::route, this::delete),
                new ControlOperation<>(
                        ApiGatewayV2Api.DELETE_ROUTE_REQUEST_PARAMETER,
                        "DELETE",
                        in -> route(in) + "/requestparameters/" + in.text("RequestParameterKey"),
                        this::deleteParameter));
    }

    private static String routes(Members in) {
        return ApiControl.path(in) + "/routes";
    }

    private static String route(Members in) {
        return routes(in) + "/" + in.text("RouteId");
    }

    private Members create(Members in, Call call) {
        Route none = Route.to(apis.newId(), Route.DEFAULT, Optional.empty());
        return put(none, in, call);
    }

    private Members put(Route before, Members in, Call call) {
        Route[] made = new Route[1];
        apis.changeApi(call.scope(), in.text("ApiId"), api -> {
            made[0] = changed(before, in, api);
            return api.withRoutes(HttpApi.plus(api.routes(), Route::id, made[0]));
        });
        return Views.route(made[0]);
    }

    private static Route changed(Route before, Members in, HttpApi api) {
        if (!api.isWebSocket()) {
            refuseOfHttp(in);
        }
        String type = in.maybe("AuthorizationType", String.class).orElse(before.authorizationType());
        boolean needsAuthorizer = List.of("JWT", "CUSTOM").contains(type);
        if (!needsAuthorizer) {
            in.refuse(
                    List.of("AuthorizerId"),
                    name -> ApiGatewayErrors.badRequest(
                            name + " is only for routes with the authorization type JWT or CUSTOM, not " + type));
        }
        Route route = new Route(
                before.id(),
                in.maybe("RouteKey", String.class).orElse(before.key()),
                type,
                needsAuthorizer ? in.text("AuthorizerId", before.authorizerId()) : Optional.empty(),
                in.texts("AuthorizationScopes", before.authorizationScopes()),
                in.text("OperationName", before.operationName()),
                in.maybe("Target", String.class)
                        .map(target -> target.replaceFirst("^integrations/", ""))
                        .or(before::integrationId),
                in.text("RouteResponseSelectionExpression", before.responseSelectionExpression()),
                before.responses(),
                in.flag("ApiKeyRequired", before.apiKeyRequired()),
                in.text("ModelSelectionExpression", before.modelSelectionExpression()),
                in.map("RequestModels", before.requestModels()),
                required(in, before.requestParameters()));
        checkResponse(route, api);
        boolean taken = api.routes().values().stream()
                .anyMatch(
                        other -> other.key().equals(route.key()) && !other.id().equals(route.id()));
        if (taken) {
            throw ApiGatewayErrors.conflict("Route with key " + route.key() + " already exists for this API");
        }
        route.integrationId().filter(id -> !api.integrations().containsKey(id)).ifPresent(id -> {
            throw ApiGatewayErrors.badRequest("The target `integrations/" + id + "` does not exist");
        });
        if (needsAuthorizer) {
            checkAuthorizer(route, api);
        }
        return route;
    }

    private static void checkAuthorizer(Route route, HttpApi api) {
        String kind = route.authorizationType().equals("JWT") ? "JWT" : "REQUEST";
        if (route.authorizerId()
                .flatMap(id -> Optional.ofNullable(api.authorizers().get(id)))
                .filter(authorizer -> authorizer.type().equals(kind))
                .isEmpty()) {
            throw ApiGatewayErrors.badRequest("A route with the authorization type " + route.authorizationType()
                    + " needs an authorizer of the type " + kind);
        }
    }

    private static Map<String, Boolean> required(Members in, Map<String, Boolean> before) {
        if (in.maybe("RequestParameters", Object.class).isEmpty()) {
            return before;
        }
        Map<String, Boolean> required = new LinkedHashMap<>();
        in.<ParameterConstraints>map("RequestParameters", Map.of())
                .forEach((name, one) -> required.put(name, one.required().orElse(false)));
        return required;
    }

    private static void refuseOfHttp(Members in) {
        if (in.flag("ApiKeyRequired", false)) {
            throw ApiGatewayErrors.badRequest("Routes of HTTP APIs know no API keys");
        }
        in.refuseOfHttp("ModelSelectionExpression", "RequestModels", "RequestParameters");
    }

    private static void checkResponse(Route route, HttpApi api) {
        if (route.responseSelectionExpression().isPresent() && !api.isWebSocket()) {
            throw ApiGatewayErrors.badRequest("Route responses are only for WebSocket APIs");
        }
        if (route.responseSelectionExpression()
                .filter(expression -> !expression.equals(Route.DEFAULT))
                .isPresent()) {
            throw ApiGatewayErrors.badRequest("The only RouteResponseSelectionExpression is `$default`");
        }
        boolean guarded = !route.authorizationType().equals("NONE");
        if (api.isWebSocket() && guarded && !route.key().equals(WebSocketStage.CONNECT)) {
            throw ApiGatewayErrors.badRequest("Currently, authorization is restricted to the $connect route only");
        }
        if (api.isWebSocket() && route.authorizationType().equals("JWT")) {
            throw ApiGatewayErrors.badRequest("JWT authorizers are only for HTTP APIs");
        }
    }

    private Route stored(Members in, Call call) {
        Route route = apis.api(call.scope(), in.text("ApiId")).api().routes().get(in.text("RouteId"));
        if (route == null) {
            throw ApiGatewayErrors.notFound("Unable to find Route by key " + in.text("RouteId"));
        }
        return route;
    }

    private Members get(Members in, Call call) {
        return Views.route(stored(in, call));
    }

    private Members list(Members in, Call call) {
        var routes = apis.api(call.scope(), in.text("ApiId")).api().routes().values();
        return Pages.of(
                ApiGatewayV2Api.GET_ROUTES, routes.stream().map(Views::route).toList(), in, "RouteId");
    }

    private Members update(Members in, Call call) {
        return put(stored(in, call), in, call);
    }

    private Members delete(Members in, Call call) {
        Route route = stored(in, call);
        apis.changeApi(call.scope(), in.text("ApiId"), api -> api.withRoutes(HttpApi.minus(api.routes(), route.id())));
        return new Members();
    }

    private Members deleteParameter(Members in, Call call) {
        Route route = stored(in, call);
        String name = in.text("RequestParameterKey");
        if (!route.requestParameters().containsKey(name)) {
            throw ApiGatewayErrors.notFound("Unable to find RequestParameter by key " + name);
        }
        apis.changeApi(
                call.scope(),
                in.text("ApiId"),
                api -> api.withRoutes(HttpApi.plus(
                        api.routes(),
                        Route::id,
                        route.withRequestParameters(HttpApi.minus(route.requestParameters(), name)))));
        return new Members();
    }
}
