package samara.cloud.apigateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpClient;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import samara.cloud.CloudTest;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.ApiStage;
import software.amazon.awssdk.services.apigateway.model.QuotaPeriodType;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.BadRequestException;
import software.amazon.awssdk.services.apigatewayv2.model.ConflictException;
import software.amazon.awssdk.services.apigatewayv2.model.CreateRouteRequest;
import software.amazon.awssdk.services.apigatewayv2.model.IntegrationType;
import software.amazon.awssdk.services.apigatewayv2.model.NotFoundException;
import software.amazon.awssdk.services.apigatewayv2.model.ParameterConstraints;
import software.amazon.awssdk.services.apigatewayv2.model.ProtocolType;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

/// What routes of WebSocket APIs check before they call anything: models, parameters, API keys.
class WebSocketCheckTest extends CloudTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String TALK = """
            {"$schema": "http://json-schema.org/draft-04/schema#", "type": "object", "required": ["text"],
             "properties": {"text": {"type": "string", "maxLength": 5}}}""";
    private static ApiGatewayV2Client apis;
    private static ApiGatewayClient rest;

    @BeforeAll
    static void clients() {
        apis = client(ApiGatewayV2Client.builder());
        rest = client(ApiGatewayClient.builder());
    }

    /// An API whose `$default` route says `fine`, and whose `$connect` route lets all in.
    private static String api(
            Consumer<CreateRouteRequest.Builder> connect, Consumer<CreateRouteRequest.Builder> message) {
        String api = apis.createApi(request -> request.name("checked")
                        .protocolType(ProtocolType.WEBSOCKET)
                        .routeSelectionExpression("$request.body.action"))
                .apiId();
        apis.createModel(request ->
                request.apiId(api).name("Talk").contentType("application/json").schema(TALK));
        apis.createModel(request -> request.apiId(api).name("Any").schema("{}"));
        String mock = apis.createIntegration(request -> request.apiId(api).integrationType(IntegrationType.MOCK))
                .integrationId();
        apis.createIntegrationResponse(request -> request.apiId(api)
                .integrationId(mock)
                .integrationResponseKey("$default")
                .responseTemplates(Map.of("$default", "fine")));
        apis.createRoute(request ->
                connect.accept(request.apiId(api).routeKey("$connect").target("integrations/" + mock)));
        String route = apis.createRoute(request -> message.accept(request.apiId(api)
                        .routeKey("$default")
                        .target("integrations/" + mock)
                        .routeResponseSelectionExpression("$default")))
                .routeId();
        apis.createRouteResponse(request -> request.apiId(api).routeId(route).routeResponseKey("$default"));
        apis.createStage(request -> request.apiId(api).stageName("live").autoDeploy(true));
        return api;
    }

    private static SocketClient connect(String api, String query, String... headers) {
        return new SocketClient(
                HTTP,
                endpoint().toString().replaceFirst("http", "ws") + "/_aws/execute-api/" + api + "/live" + query,
                headers);
    }

    /// Asserts by what status and message a handshake is refused.
    private static void refused(int status, String message, String api, String... headers) {
        assertThat(RawHandshake.answer(endpoint(), "/_aws/execute-api/" + api + "/live", headers))
                .startsWith("HTTP/1.1 " + status)
                .containsPattern("\\{\"message\":\"" + Pattern.quote(message)
                        + "\",\"connectionId\":\"[^\"]+\",\"requestId\":\"[^\"]+\"}$");
    }

    @Test
    void messagesAreCheckedAgainstTheModelThatTheyChoose() throws InterruptedException {
        String api = api(
                connect -> {},
                message -> message.modelSelectionExpression("$request.body.kind")
                        .requestModels(Map.of("talk", "Talk", "other", "Any")));
        try (var client = connect(api, "")) {
            assertThat(client.ask("{\"kind\":\"talk\",\"text\":\"hello\"}")).isEqualTo("fine");
            assertThat(client.ask("{\"kind\":\"talk\",\"text\":\"too long\"}"))
                    .matches("\\{\"message\":\"Invalid request body\",\"connectionId\":\"[^\"]+\","
                            + "\"requestId\":\"[^\"]+\"}");
            assertThat(client.ask("{\"kind\":\"talk\"}")).contains("Invalid request body");
            assertThat(client.ask("{\"kind\":\"other\"}")).isEqualTo("fine");
            assertThat(client.ask("{\"kind\":\"unknown\"}"))
                    .as("no model, and no $default")
                    .contains("Invalid request body");
        }
    }

    @Test
    void theDefaultModelTakesWhatNoOtherDoes() throws InterruptedException {
        String api = api(
                connect -> {},
                message -> message.modelSelectionExpression("$request.body.kind")
                        .requestModels(Map.of("$default", "Talk")));
        try (var client = connect(api, "")) {
            assertThat(client.ask("{\"text\":\"hello\"}")).isEqualTo("fine");
            assertThat(client.ask("no JSON")).contains("Invalid request body");
        }
    }

    @Test
    void modelsAreShownChangedAndKeptWhileRoutesNameThem() {
        String api = api(
                connect -> {},
                message -> message.modelSelectionExpression("\\$default").requestModels(Map.of("$default", "Talk")));
        var talk = apis.getModels(request -> request.apiId(api)).items().stream()
                .filter(model -> model.name().equals("Talk"))
                .findFirst()
                .orElseThrow();
        assertThat(apis.getModelTemplate(request -> request.apiId(api).modelId(talk.modelId()))
                        .value())
                .isEqualTo("#set($inputRoot = $input.path('$'))\n{\n  \"text\" : \"$inputRoot.text\"\n}");
        apis.updateModel(request -> request.apiId(api).modelId(talk.modelId()).description("what is said"));
        assertThat(apis.getModel(request -> request.apiId(api).modelId(talk.modelId())))
                .satisfies(model -> assertThat(model.description()).isEqualTo("what is said"))
                .satisfies(model -> assertThat(model.schema()).isEqualTo(TALK));

        assertThatThrownBy(() -> apis.deleteModel(request -> request.apiId(api).modelId(talk.modelId())))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("Cannot delete model 'Talk', is referenced in route: $default");
        assertThatThrownBy(() -> apis.createModel(
                        request -> request.apiId(api).name("Talk").schema("{}")))
                .isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> apis.createModel(
                        request -> request.apiId(api).name("Bad").schema("{\"type\":1}")))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("Invalid model specified");
        assertThatThrownBy(() -> apis.createRoute(request -> request.apiId(api)
                        .routeKey("other")
                        .modelSelectionExpression("\\$default")
                        .requestModels(Map.of("$default", "Missing"))))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("the model `Missing`, which does not exist");
        String any = apis.getModels(request -> request.apiId(api)).items().stream()
                .filter(model -> model.name().equals("Any"))
                .findFirst()
                .orElseThrow()
                .modelId();
        apis.deleteModel(request -> request.apiId(api).modelId(any));
        assertThatThrownBy(() -> apis.getModel(request -> request.apiId(api).modelId(any)))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void handshakesNeedTheParametersThatTheirRouteRequires() throws InterruptedException {
        String name = "route.request.querystring.room";
        String api = api(
                connect -> connect.requestParameters(Map.of(
                        name, ParameterConstraints.builder().required(true).build())),
                message -> {});
        refused(400, "Missing required request parameters: [room]", api);
        try (var client = connect(api, "?room=blue")) {
            assertThat(client.ask("{}")).isEqualTo("fine");
        }
        String route = apis.getRoutes(request -> request.apiId(api)).items().stream()
                .filter(one -> one.routeKey().equals("$connect"))
                .findFirst()
                .orElseThrow()
                .routeId();
        apis.deleteRouteRequestParameter(
                request -> request.apiId(api).routeId(route).requestParameterKey(name));
        connect(api, "").close();
    }

    private static String key(String name, String api, int quota) {
        String plan = rest.createUsagePlan(request -> request.name(name)
                        .apiStages(ApiStage.builder().apiId(api).stage("live").build())
                        .quota(limit -> limit.limit(quota).period(QuotaPeriodType.DAY)))
                .id();
        var key = rest.createApiKey(request -> request.name(name).enabled(true));
        rest.createUsagePlanKey(
                request -> request.usagePlanId(plan).keyId(key.id()).keyType("API_KEY"));
        return key.value();
    }

    @Test
    void connectingNeedsAnApiKeyOfAUsagePlanWhereItsRouteSaysSo() throws InterruptedException {
        String api = api(connect -> connect.apiKeyRequired(true), message -> {});
        String key = key("two", api, 2);

        refused(403, "Forbidden", api);
        refused(403, "Forbidden", api, "x-api-key", "wrong");
        for (int i = 0; i < 2; i++) {
            try (var client = connect(api, "", "x-api-key", key)) {
                assertThat(client.ask("{}")).isEqualTo("fine");
            }
        }
        refused(429, "Limit Exceeded", api, "x-api-key", key);
        assertThatThrownBy(() -> rest.createUsagePlan(request -> request.name("none")
                        .apiStages(ApiStage.builder().apiId(api).stage("next").build())))
                .isInstanceOf(software.amazon.awssdk.services.apigateway.model.ApiGatewayException.class);
    }

    @Test
    void apiKeysAreWhereTheExpressionSays() {
        String api = api(connect -> connect.apiKeyRequired(true), message -> {});
        String key = key("authorizer", api, 9);
        assertThat(apis.updateApi(request ->
                                request.apiId(api).apiKeySelectionExpression("$context.authorizer.usageIdentifierKey"))
                        .apiKeySelectionExpression())
                .isEqualTo("$context.authorizer.usageIdentifierKey");

        refused(403, "Forbidden", api, "x-api-key", key);
        assertThatThrownBy(() ->
                        apis.updateApi(request -> request.apiId(api).apiKeySelectionExpression("$request.header.key")))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("`$request.header.key` is not known");
    }

    private static String stack(String model, String required) {
        return """
                Resources:
                  Api:
                    Type: AWS::ApiGatewayV2::Api
                    Properties:
                      Name: s
                      ProtocolType: WEBSOCKET
                      RouteSelectionExpression: $request.body.action
                      ApiKeySelectionExpression: $request.header.x-api-key
                  Model:
                    Type: AWS::ApiGatewayV2::Model
                    Properties: {ApiId: !Ref Api, Name: Talk, ContentType: application/json, Schema: %s}
                  Mock:
                    Type: AWS::ApiGatewayV2::Integration
                    Properties: {ApiId: !Ref Api, IntegrationType: MOCK}
                  Connect:
                    Type: AWS::ApiGatewayV2::Route
                    Properties:
                      ApiId: !Ref Api
                      RouteKey: $connect
                      ApiKeyRequired: %s
                      RequestParameters: {route.request.querystring.room: {Required: %s}}
                      Target: !Sub integrations/${Mock}
                  Route:
                    Type: AWS::ApiGatewayV2::Route
                    DependsOn: Model
                    Properties:
                      ApiId: !Ref Api
                      RouteKey: $default
                      ModelSelectionExpression: \\$default
                      RequestModels: {$default: Talk}
                      Target: !Sub integrations/${Mock}
                  Stage:
                    Type: AWS::ApiGatewayV2::Stage
                    Properties: {ApiId: !Ref Api, StageName: live, AutoDeploy: true}
                Outputs:
                  Api: {Value: !Ref Api}
                """.formatted(model, required, required);
    }

    @Test
    void aStackMakesAndChangesModelsParametersAndKeys() throws InterruptedException {
        var stacks = client(CloudFormationClient.builder());
        stacks.createStack(request ->
                request.stackName("checked").templateBody(stack("{type: object, required: [text]}", "true")));
        stacks.waiter().waitUntilStackCreateComplete(request -> request.stackName("checked"), SOON);
        String api = stacks.describeStacks(request -> request.stackName("checked"))
                .stacks()
                .getFirst()
                .outputs()
                .getFirst()
                .outputValue();
        refused(403, "Forbidden", api);

        stacks.updateStack(request -> request.stackName("checked")
                .templateBody(stack("'{\"type\": \"object\", \"required\": [\"words\"]}'", "false")));
        stacks.waiter().waitUntilStackUpdateComplete(request -> request.stackName("checked"), SOON);
        try (var client = connect(api, "")) {
            client.say("{\"words\": 1}");
            assertThat(client.ask("{\"text\": 1}")).contains("Invalid request body");
        }
        stacks.deleteStack(request -> request.stackName("checked"));
        stacks.waiter().waitUntilStackDeleteComplete(request -> request.stackName("checked"), SOON);
    }
}
