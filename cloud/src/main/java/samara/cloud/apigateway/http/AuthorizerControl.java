package samara.cloud.apigateway.http;

import java.util.List;
import java.util.Optional;
import samara.cloud.apigateway.ApiGatewayErrors;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Operation;
import samara.gateway.http.HttpApi;
import samara.gateway.http.HttpAuthorizer;
import samara.wire.apigatewayv2.ApiGatewayV2Api;
import samara.wire.apigatewayv2.JWTConfiguration;

/// Operations on authorizers.
final class AuthorizerControl {
    private final HttpApis apis;

    AuthorizerControl(HttpApis apis) {
        this.apis = apis;
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new ControlOperation<>(ApiGatewayV2Api.CREATE_AUTHORIZER, "POST", AuthorizerControl::all, this::create),
                new ControlOperation<>(ApiGatewayV2Api.GET_AUTHORIZER, "GET", AuthorizerControl::one, this::get),
                new ControlOperation<>(ApiGatewayV2Api.GET_AUTHORIZERS, "GET", AuthorizerControl::all, this::list),
                new ControlOperation<>(
                        ApiGatewayV2Api.UPDATE_AUTHORIZER, "PATCH", AuthorizerControl::one, this::update),
                new ControlOperation<>(
                        ApiGatewayV2Api.DELETE_AUTHORIZER, "DELETE", AuthorizerControl::one, this::delete));
    }

    private static String all(Members in) {
        return ApiControl.path(in) + "/authorizers";
    }

    private static String one(Members in) {
        return all(in) + "/" + in.text("AuthorizerId");
    }

    private Members create(Members in, Call call) {
        HttpAuthorizer none = new HttpAuthorizer(
                apis.newId(),
                in.text("Name"),
                in.text("AuthorizerType"),
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty());
        return put(none, in, call);
    }

    private Members put(HttpAuthorizer before, Members in, Call call) {
        Optional<JWTConfiguration> jwt = in.maybe("JwtConfiguration", JWTConfiguration.class);
        HttpAuthorizer changed = new HttpAuthorizer(
                before.id(),
                in.maybe("Name", String.class).orElse(before.name()),
                in.maybe("AuthorizerType", String.class).orElse(before.type()),
                in.texts("IdentitySource", before.identitySources()),
                jwt.flatMap(JWTConfiguration::issuer).or(before::issuer),
                jwt.flatMap(JWTConfiguration::audience).orElse(before.audiences()),
                in.text("AuthorizerUri", before.uri()),
                in.text("AuthorizerCredentialsArn", before.credentials()),
                in.text("AuthorizerPayloadFormatVersion", before.payloadFormatVersion()),
                in.flag("EnableSimpleResponses", before.simpleResponses()),
                in.maybe("AuthorizerResultTtlInSeconds", Integer.class).or(before::ttlSeconds));
        boolean webSocket = apis.api(call.scope(), in.text("ApiId")).api().isWebSocket();
        if (webSocket) {
            checkOfWebSocket(changed);
        }
        apis.changeApi(
                call.scope(),
                in.text("ApiId"),
                api -> api.withAuthorizers(HttpApi.plus(api.authorizers(), HttpAuthorizer::id, changed)));
        return Views.authorizer(changed);
    }

    private static void checkOfWebSocket(HttpAuthorizer authorizer) {
        if (!authorizer.type().equals("REQUEST") || authorizer.uri().isEmpty()) {
            throw ApiGatewayErrors.badRequest(
                    "An authorizer of a WebSocket API is of the type REQUEST and has an `AuthorizerUri`");
        }
        if (authorizer.simpleResponses() || authorizer.payloadFormatVersion().isPresent()) {
            throw ApiGatewayErrors.badRequest("Payload format versions and simple responses are only for HTTP APIs");
        }
        authorizer.identitySources().stream()
                .filter(source -> !source.matches(
                        "(route\\.request\\.(header|querystring)|stageVariables|context)\\.[A-Za-z0-9_-]+"))
                .forEach(source -> {
                    throw ApiGatewayErrors.badRequest("Invalid identity source: `" + source
                            + "`; such as `route.request.header.Authorization` was expected");
                });
    }

    private HttpAuthorizer stored(Members in, Call call) {
        HttpAuthorizer authorizer =
                apis.api(call.scope(), in.text("ApiId")).api().authorizers().get(in.text("AuthorizerId"));
        if (authorizer == null) {
            throw ApiGatewayErrors.notFound("Unable to find Authorizer by key " + in.text("AuthorizerId"));
        }
        return authorizer;
    }

    private Members get(Members in, Call call) {
        return Views.authorizer(stored(in, call));
    }

    private Members list(Members in, Call call) {
        var authorizers =
                apis.api(call.scope(), in.text("ApiId")).api().authorizers().values();
        return Pages.of(
                ApiGatewayV2Api.GET_AUTHORIZERS,
                authorizers.stream().map(Views::authorizer).toList(),
                in,
                "AuthorizerId");
    }

    private Members update(Members in, Call call) {
        return put(stored(in, call), in, call);
    }

    private Members delete(Members in, Call call) {
        HttpAuthorizer authorizer = stored(in, call);
        apis.changeApi(call.scope(), in.text("ApiId"), api -> {
            api.routes().values().stream()
                    .filter(route ->
                            route.authorizerId().filter(authorizer.id()::equals).isPresent())
                    .findFirst()
                    .ifPresent(route -> {
                        throw ApiGatewayErrors.conflict("Cannot delete Authorizer " + authorizer.id()
                                + " while the route " + route.key() + " needs it");
                    });
            return api.withAuthorizers(HttpApi.minus(api.authorizers(), authorizer.id()));
        });
        return new Members();
    }
}
