package samara.cloud.apigateway.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import samara.cloud.apigateway.ApiGatewayErrors;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Operation;
import samara.gateway.http.HttpApi;
import samara.gateway.http.HttpIntegration;
import samara.gateway.http.IntegrationResponse;
import samara.wire.apigatewayv2.ApiGatewayV2Api;

/// Operations on the responses of a WebSocket API's integrations.
final class IntegrationResponseControl {
    private final HttpApis apis;

    IntegrationResponseControl(HttpApis apis) {
        this.apis = apis;
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new ControlOperation<>(
                        ApiGatewayV2Api.CREATE_INTEGRATION_RESPONSE,
                        "POST",
                        IntegrationResponseControl::all,
                        this::create),
                new ControlOperation<>(
                        ApiGatewayV2Api.GET_INTEGRATION_RESPONSE, "GET", IntegrationResponseControl::one, this::get),
                new ControlOperation<>(
                        ApiGatewayV2Api.GET_INTEGRATION_RESPONSES, "GET", IntegrationResponseControl::all, this::list),
                new ControlOperation<>(
                        ApiGatewayV2Api.UPDATE_INTEGRATION_RESPONSE,
                        "PATCH",
                        IntegrationResponseControl::one,
                        this::update),
                new ControlOperation<>(
                        ApiGatewayV2Api.DELETE_INTEGRATION_RESPONSE,
                        "DELETE",
                        IntegrationResponseControl::one,
                        this::delete));
    }

    private static String all(Members in) {
        return ApiControl.path(in) + "/integrations/" + in.text("IntegrationId") + "/integrationresponses";
    }

    private static String one(Members in) {
        return all(in) + "/" + in.text("IntegrationResponseId");
    }

    private static HttpIntegration integration(HttpApi api, Members in) {
        HttpIntegration integration = api.integrations().get(in.text("IntegrationId"));
        if (integration == null) {
            throw ApiGatewayErrors.notFound("Unable to find Integration by key " + in.text("IntegrationId"));
        }
        return integration;
    }

    private Map<String, IntegrationResponse> responses(Members in, Call call) {
        return integration(apis.api(call.scope(), in.text("ApiId")).api(), in).responses();
    }

    private IntegrationResponse stored(Members in, Call call) {
        IntegrationResponse response = responses(in, call).get(in.text("IntegrationResponseId"));
        if (response == null) {
            throw ApiGatewayErrors.notFound(
                    "Unable to find IntegrationResponse by key " + in.text("IntegrationResponseId"));
        }
        return response;
    }

    private void change(Members in, Call call, UnaryOperator<Map<String, IntegrationResponse>> change) {
        apis.changeApi(call.scope(), in.text("ApiId"), api -> {
            if (!api.isWebSocket()) {
                throw ApiGatewayErrors.badRequest("Integration responses are only for WebSocket APIs");
            }
            HttpIntegration integration = integration(api, in);
            HttpIntegration changed = integration.withResponses(change.apply(integration.responses()));
            return api.withIntegrations(HttpApi.plus(api.integrations(), HttpIntegration::id, changed));
        });
    }

    private Members create(Members in, Call call) {
        return put(
                new IntegrationResponse(
                        apis.newId(),
                        in.text("IntegrationResponseKey"),
                        Optional.empty(),
                        Map.of(),
                        Map.of(),
                        Optional.empty()),
                in,
                call);
    }

    private Members update(Members in, Call call) {
        return put(stored(in, call), in, call);
    }

    private Members put(IntegrationResponse before, Members in, Call call) {
        IntegrationResponse after = new IntegrationResponse(
                before.id(),
                in.maybe("IntegrationResponseKey", String.class).orElse(before.key()),
                in.text("ContentHandlingStrategy", before.contentHandling()),
                in.map("ResponseParameters", before.responseParameters()),
                in.map("ResponseTemplates", before.responseTemplates()),
                in.text("TemplateSelectionExpression", before.templateSelectionExpression()));
        change(in, call, responses -> {
            boolean taken = responses.values().stream()
                    .anyMatch(other ->
                            other.key().equals(after.key()) && !other.id().equals(after.id()));
            if (taken) {
                throw ApiGatewayErrors.conflict(
                        "Integration response with key " + after.key() + " already exists for this integration");
            }
            return HttpApi.plus(responses, IntegrationResponse::id, after);
        });
        return Views.integrationResponse(after);
    }

    private Members get(Members in, Call call) {
        return Views.integrationResponse(stored(in, call));
    }

    private Members list(Members in, Call call) {
        return Pages.of(
                ApiGatewayV2Api.GET_INTEGRATION_RESPONSES,
                responses(in, call).values().stream()
                        .map(Views::integrationResponse)
                        .toList(),
                in,
                "IntegrationResponseId");
    }

    private Members delete(Members in, Call call) {
        String id = stored(in, call).id();
        change(in, call, responses -> HttpApi.minus(responses, id));
        return new Members();
    }
}
