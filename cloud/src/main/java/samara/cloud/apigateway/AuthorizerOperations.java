package samara.cloud.apigateway;

import java.util.List;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Operation;
import samara.gateway.api.Authorizer;
import samara.gateway.api.RestApi;
import samara.wire.Nothing;
import samara.wire.apigateway.ApiGatewayApi;
import samara.wire.apigateway.CreateAuthorizerRequest;
import samara.wire.apigateway.DeleteAuthorizerRequest;
import samara.wire.apigateway.GetAuthorizerRequest;
import samara.wire.apigateway.GetAuthorizersRequest;
import samara.wire.apigateway.UpdateAuthorizerRequest;

/// Operations on the authorizers of an API.
final class AuthorizerOperations {
    private final RestApis apis;

    AuthorizerOperations(RestApis apis) {
        this.apis = apis;
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new ApiOperation<>(ApiGatewayApi.CREATE_AUTHORIZER, "POST", in -> path(in.restApiId()), this::create),
                new ApiOperation<>(
                        ApiGatewayApi.GET_AUTHORIZER,
                        "GET",
                        in -> path(in.restApiId()) + "/" + in.authorizerId(),
                        this::get),
                new ApiOperation<>(ApiGatewayApi.GET_AUTHORIZERS, "GET", in -> path(in.restApiId()), this::list),
                new ApiOperation<>(
                        ApiGatewayApi.UPDATE_AUTHORIZER,
                        "PATCH",
                        in -> path(in.restApiId()) + "/" + in.authorizerId(),
                        this::update),
                new ApiOperation<>(
                        ApiGatewayApi.DELETE_AUTHORIZER,
                        "DELETE",
                        in -> path(in.restApiId()) + "/" + in.authorizerId(),
                        this::delete));
    }

    private static String path(String apiId) {
        return RestApiOperations.path(apiId) + "/authorizers";
    }

    private static samara.wire.apigateway.Authorizer view(Authorizer authorizer) {
        var view = samara.wire.apigateway.Authorizer.builder()
                .id(authorizer.id())
                .name(authorizer.name())
                .type(authorizer.type());
        authorizer.uri().ifPresent(view::authorizerUri);
        authorizer.credentials().ifPresent(view::authorizerCredentials);
        authorizer.identitySource().ifPresent(view::identitySource);
        authorizer.identityValidationExpression().ifPresent(view::identityValidationExpression);
        authorizer.resultTtlInSeconds().ifPresent(view::authorizerResultTtlInSeconds);
        authorizer.authType().ifPresent(view::authType);
        if (!authorizer.providerArns().isEmpty()) {
            view.providerARNs(authorizer.providerArns());
        }
        return view.build();
    }

    private static Authorizer in(RestApi api, String id) {
        Authorizer authorizer = api.authorizers().get(id);
        if (authorizer == null) {
            throw ApiGatewayErrors.notFound("Invalid Authorizer identifier specified");
        }
        return authorizer;
    }

    private static void check(Authorizer authorizer) {
        switch (authorizer.type()) {
            case "TOKEN", "REQUEST" -> {
                if (authorizer.uri().isEmpty()) {
                    throw ApiGatewayErrors.badRequest("Invalid Authorizer URI: an authorizer of type "
                            + authorizer.type() + " must name a function");
                }
            }
            case "COGNITO_USER_POOLS" -> {}
            default -> throw ApiGatewayErrors.badRequest("Invalid Authorizer type: " + authorizer.type());
        }
        authorizer.resultTtlInSeconds().filter(ttl -> ttl < 0 || ttl > 3600).ifPresent(ttl -> {
            throw ApiGatewayErrors.badRequest("The result TTL must be between 0 and 3600 seconds");
        });
    }

    /// The paths of an authorizer's patches are longer than what is kept is called.
    private static Patches.Patch renamed(Patches.Patch patch) {
        String path = switch (patch.path()) {
            case "/authorizerUri" -> "/uri";
            case "/authorizerCredentials" -> "/credentials";
            case "/authorizerResultTtlInSeconds" -> "/resultTtlInSeconds";
            case "/providerARNs" -> "/providerArns";
            default -> patch.path();
        };
        return new Patches.Patch(patch.op(), path, patch.value());
    }

    private samara.wire.apigateway.Authorizer create(CreateAuthorizerRequest in, Call call) {
        Authorizer made = new Authorizer(
                apis.newId(),
                in.name(),
                in.type(),
                in.authorizerUri(),
                in.authorizerCredentials(),
                in.identitySource(),
                in.identityValidationExpression(),
                in.authorizerResultTtlInSeconds(),
                in.providerARNs().orElse(List.of()),
                in.authType());
        check(made);
        apis.changeApi(
                call.scope(),
                in.restApiId(),
                api -> api.withAuthorizers(RestApi.put(api.authorizers(), made.id(), made)));
        return view(made);
    }

    private samara.wire.apigateway.Authorizer get(GetAuthorizerRequest in, Call call) {
        return view(in(apis.api(call.scope(), in.restApiId()).api(), in.authorizerId()));
    }

    private samara.wire.apigateway.Authorizers list(GetAuthorizersRequest in, Call call) {
        RestApi api = apis.api(call.scope(), in.restApiId()).api();
        var page = Pages.of(List.copyOf(api.authorizers().values()), Authorizer::id, in.position(), in.limit());
        var view = samara.wire.apigateway.Authorizers.builder()
                .items(page.items().stream().map(AuthorizerOperations::view).toList());
        page.position().ifPresent(view::position);
        return view.build();
    }

    private samara.wire.apigateway.Authorizer update(UpdateAuthorizerRequest in, Call call) {
        StoredApi stored = apis.changeApi(call.scope(), in.restApiId(), api -> {
            Authorizer after = in(api, in.authorizerId());
            for (Patches.Patch patch : Views.patches(in.patchOperations())) {
                after = Patches.apply(Authorizer.class, after, renamed(patch));
            }
            check(after);
            return api.withAuthorizers(RestApi.put(api.authorizers(), after.id(), after));
        });
        return view(in(stored.api(), in.authorizerId()));
    }

    private Nothing delete(DeleteAuthorizerRequest in, Call call) {
        apis.changeApi(call.scope(), in.restApiId(), api -> {
            in(api, in.authorizerId());
            boolean used = api.resources().values().stream()
                    .flatMap(r -> r.methods().values().stream())
                    .anyMatch(m ->
                            m.authorizerId().filter(in.authorizerId()::equals).isPresent());
            if (used) {
                throw ApiGatewayErrors.conflict(
                        "Cannot delete authorizer '" + in.authorizerId() + "', is referenced in method");
            }
            return api.withAuthorizers(RestApi.without(api.authorizers(), in.authorizerId()));
        });
        return Nothing.INSTANCE;
    }
}
