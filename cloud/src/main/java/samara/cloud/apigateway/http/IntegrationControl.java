package samara.cloud.apigateway.http;

import java.util.List;
import java.util.Optional;
import samara.cloud.apigateway.ApiGatewayErrors;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Operation;
import samara.gateway.http.HttpApi;
import samara.gateway.http.HttpIntegration;
import samara.wire.apigatewayv2.ApiGatewayV2Api;
import samara.wire.apigatewayv2.TlsConfigInput;

/// Operations on integrations.
final class IntegrationControl {
    private static final int WEBSOCKET_TIMEOUT_MILLIS = 29_000;

    private final HttpApis apis;

    IntegrationControl(HttpApis apis) {
        this.apis = apis;
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new ControlOperation<>(
                        ApiGatewayV2Api.CREATE_INTEGRATION, "POST", IntegrationControl::all, this::create),
                new ControlOperation<>(ApiGatewayV2Api.GET_INTEGRATION, "GET", IntegrationControl::one, this::get),
                new ControlOperation<>(ApiGatewayV2Api.GET_INTEGRATIONS, "GET", IntegrationControl::all, this::list),
                new ControlOperation<>(
                        ApiGatewayV2Api.UPDATE_INTEGRATION, "PATCH", IntegrationControl::one, this::update),
                new ControlOperation<>(
                        ApiGatewayV2Api.DELETE_INTEGRATION, "DELETE", IntegrationControl::one, this::delete));
    }

    private static String all(Members in) {
        return ApiControl.path(in) + "/integrations";
    }

    private static String one(Members in) {
        return all(in) + "/" + in.text("IntegrationId");
    }

    private Members create(Members in, Call call) {
        String type = in.text("IntegrationType");
        boolean function = type.equals("AWS_PROXY");
        boolean webSocket = api(in, call).isWebSocket();
        if (function
                && !webSocket
                && in.maybe("PayloadFormatVersion", String.class).isEmpty()) {
            throw ApiGatewayErrors.badRequest(
                    "PayloadFormatVersion is a required parameter for integrations with" + " functions: 1.0 or 2.0");
        }
        HttpIntegration none = HttpIntegration.of(
                apis.newId(),
                type,
                "1.0",
                webSocket ? WEBSOCKET_TIMEOUT_MILLIS : HttpIntegration.DEFAULT_TIMEOUT_MILLIS);
        return put(changed(none, in, webSocket), in, call);
    }

    private HttpApi api(Members in, Call call) {
        return apis.api(call.scope(), in.text("ApiId")).api();
    }

    private Members put(HttpIntegration changed, Members in, Call call) {
        apis.changeApi(
                call.scope(),
                in.text("ApiId"),
                api -> api.withIntegrations(HttpApi.plus(api.integrations(), HttpIntegration::id, changed)));
        return Views.integration(changed);
    }

    private static HttpIntegration changed(HttpIntegration before, Members in, boolean webSocket) {
        if (!webSocket) {
            in.refuseOfHttp(
                    "ContentHandlingStrategy",
                    "PassthroughBehavior",
                    "RequestTemplates",
                    "TemplateSelectionExpression");
        } else {
            in.refuse(
                    List.of("TlsConfig"),
                    name -> ApiGatewayErrors.notBuilt(name + " of an integration of a WebSocket API"));
        }
        String version = in.maybe("PayloadFormatVersion", String.class).orElse(before.payloadFormatVersion());
        if (!List.of("1.0", "2.0").contains(version)) {
            throw ApiGatewayErrors.badRequest("PayloadFormatVersion must be either 1.0 or 2.0, not " + version);
        }
        return new HttpIntegration(
                before.id(),
                in.maybe("IntegrationType", String.class).orElse(before.type()),
                in.text("IntegrationSubtype", before.subtype()),
                in.text("IntegrationUri", before.uri()),
                in.text("IntegrationMethod", before.method()),
                in.text("CredentialsArn", before.credentials()),
                in.text("ConnectionType", before.connectionType()),
                in.text("ConnectionId", before.connectionId()),
                in.text("Description", before.description()),
                version,
                in.map("RequestParameters", before.requestParameters()),
                in.map("ResponseParameters", before.responseParameters()),
                in.maybe("TimeoutInMillis", Integer.class).orElse(before.timeoutMillis()),
                in.map("RequestTemplates", before.requestTemplates()),
                in.text("TemplateSelectionExpression", before.templateSelectionExpression()),
                webSocket
                        ? in.text("PassthroughBehavior", before.passthroughBehavior())
                                .or(() -> Optional.of("WHEN_NO_MATCH"))
                        : Optional.empty(),
                in.text("ContentHandlingStrategy", before.contentHandling()),
                before.responses(),
                in.maybe("TlsConfig", TlsConfigInput.class)
                        .map(TlsConfigInput::serverNameToVerify)
                        .orElse(before.serverNameToVerify()));
    }

    private static HttpIntegration stored(HttpApi api, Members in) {
        HttpIntegration integration = api.integrations().get(in.text("IntegrationId"));
        if (integration == null) {
            throw ApiGatewayErrors.notFound("Unable to find Integration by key " + in.text("IntegrationId"));
        }
        return integration;
    }

    private Members get(Members in, Call call) {
        return Views.integration(stored(api(in, call), in));
    }

    private Members list(Members in, Call call) {
        var integrations = api(in, call).integrations().values();
        return Pages.of(
                ApiGatewayV2Api.GET_INTEGRATIONS,
                integrations.stream().map(Views::integration).toList(),
                in,
                "IntegrationId");
    }

    private Members update(Members in, Call call) {
        HttpApi api = api(in, call);
        return put(changed(stored(api, in), in, api.isWebSocket()), in, call);
    }

    private Members delete(Members in, Call call) {
        HttpIntegration integration = stored(api(in, call), in);
        apis.changeApi(call.scope(), in.text("ApiId"), api -> {
            boolean used = api.routes().values().stream()
                    .anyMatch(route -> route.integrationId()
                            .filter(integration.id()::equals)
                            .isPresent());
            if (used) {
                throw ApiGatewayErrors.conflict(
                        "Cannot delete Integration " + integration.id() + " while it is the target of a route");
            }
            return api.withIntegrations(HttpApi.minus(api.integrations(), integration.id()));
        });
        return new Members();
    }
}
