package samara.cloud.apigateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import samara.cloud.CloudTest;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.BadRequestException;
import software.amazon.awssdk.services.apigatewayv2.model.ConflictException;
import software.amazon.awssdk.services.apigatewayv2.model.ContentHandlingStrategy;
import software.amazon.awssdk.services.apigatewayv2.model.CreateIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.IntegrationType;
import software.amazon.awssdk.services.apigatewayv2.model.NotFoundException;
import software.amazon.awssdk.services.apigatewayv2.model.PassthroughBehavior;
import software.amazon.awssdk.services.apigatewayv2.model.ProtocolType;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.iam.IamClient;

/// Integrations of WebSocket APIs that are no proxies: templates and parameters on the way there, integration responses
/// on the way back.
class WebSocketIntegrationTest extends CloudTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static HttpServer upstream;
    private static ApiGatewayV2Client apis;
    private static String api;
    private static String role;

    @BeforeAll
    static void deploy() throws IOException {
        apis = client(ApiGatewayV2Client.builder());
        upstream = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        // Answers with what it was sent, and with the status that its path ends in.
        upstream.createContext("/", exchange -> {
            String uri = exchange.getRequestURI().toString();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String seen = "{\"uri\":\"" + uri + "\",\"stage\":\""
                    + exchange.getRequestHeaders().getFirst("X-Stage") + "\",\"body\":"
                    + (body.isEmpty() ? "null" : body) + "}";
            byte[] answer = seen.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("X-Kind", "echo");
            String path = exchange.getRequestURI().getPath();
            int status = path.matches("/\\d{3}") ? Integer.parseInt(path.substring(1)) : 200;
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        upstream.start();
        role = role();
        api = apis.createApi(request -> request.name("mapped")
                        .protocolType(ProtocolType.WEBSOCKET)
                        .routeSelectionExpression("$request.body.action"))
                .apiId();
        apis.createStage(request -> request.apiId(api)
                .stageName("live")
                .autoDeploy(true)
                .stageVariables(Map.of(
                        "path",
                        "orders",
                        "port",
                        Integer.toString(upstream.getAddress().getPort()))));
    }

    @AfterAll
    static void stop() {
        upstream.stop(0);
    }

    private static String role() {
        var iam = client(IamClient.builder());
        String arn = iam.createRole(request -> request.roleName("sockets").assumeRolePolicyDocument("""
                        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",
                        "Principal":{"Service":"apigateway.amazonaws.com"}}]}"""))
                .role()
                .arn();
        iam.putRolePolicy(request -> request.roleName("sockets").policyName("p").policyDocument("""
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"dynamodb:PutItem","Resource":"*"}]}"""));
        return arn;
    }

    private static String upstream(String path) {
        return "http://127.0.0.1:" + upstream.getAddress().getPort() + path;
    }

    private static String integration(
            IntegrationType type, String uri, Consumer<CreateIntegrationRequest.Builder> more) {
        return apis.createIntegration(request -> more.accept(request.apiId(api)
                        .integrationType(type)
                        .integrationMethod("POST")
                        .integrationUri(uri)))
                .integrationId();
    }

    /// An integration response, with a template for all answers or none.
    private static String response(String integration, String key, @Nullable String template) {
        return apis.createIntegrationResponse(request -> request.apiId(api)
                        .integrationId(integration)
                        .integrationResponseKey(key)
                        .responseTemplates(template == null ? null : Map.of("$default", template)))
                .integrationResponseId();
    }

    /// A route that sends its integration's answer back.
    private static void route(String key, String integration) {
        String id = apis.createRoute(request -> request.apiId(api)
                        .routeKey(key)
                        .target("integrations/" + integration)
                        .routeResponseSelectionExpression("$default"))
                .routeId();
        apis.createRouteResponse(request -> request.apiId(api).routeId(id).routeResponseKey("$default"));
    }

    private static SocketClient connect() {
        return new SocketClient(
                HTTP,
                endpoint().toString().replaceFirst("http", "ws") + "/_aws/execute-api/" + api + "/live?room=blue",
                "X-User",
                "ada");
    }

    private static String ask(String message) throws InterruptedException {
        try (var client = connect()) {
            return client.ask(message);
        }
    }

    @Test
    void chooseTheTemplateByTheMessageAndTheResponseByTheStatus() throws InterruptedException {
        String integration = integration(
                IntegrationType.HTTP,
                "http://127.0.0.1:${stageVariables.port}/{status}",
                request -> request.templateSelectionExpression("${request.body.kind}-v${request.body.v}")
                        .requestTemplates(Map.of(
                                "order-v1", "{\"order\":$input.json('$.id'),\"by\":\"$context.routeKey\"}",
                                "$default", "{\"other\":$input.json('$')}"))
                        .requestParameters(Map.of(
                                "integration.request.path.status", "route.request.body.status",
                                "integration.request.querystring.path", "stageVariables.path",
                                "integration.request.header.X-Fixed", "'a b'",
                                "integration.request.header.X-Stage", "context.stage")));
        response(integration, "/2\\d\\d/", "{\"ok\":$input.json('$.body'),\"at\":$input.json('$.uri')}");
        response(integration, "$default", "{\"failed\":$input.json('$.stage')}");
        route("map", integration);

        assertThat(ask("{\"action\":\"map\",\"kind\":\"order\",\"v\":1,\"id\":7,\"status\":\"201\"}"))
                .isEqualTo("{\"ok\":{\"order\":7,\"by\":\"map\"},\"at\":\"/201?path=orders\"}");
        assertThat(ask("{\"action\":\"map\",\"kind\":\"else\",\"v\":1,\"status\":\"404\"}"))
                .isEqualTo("{\"failed\":\"live\"}");
    }

    @Test
    void choosesTheResponsesTemplateByTheAnswer() throws InterruptedException {
        String integration = integration(IntegrationType.HTTP, upstream("/200"), request -> {});
        apis.createIntegrationResponse(request -> request.apiId(api)
                .integrationId(integration)
                .integrationResponseKey("$default")
                .templateSelectionExpression("${integration.response.header.X-Kind}")
                .responseTemplates(Map.of("echo", "chosen by the header", "$default", "not chosen")));
        route("header", integration);

        assertThat(ask("{\"action\":\"header\"}")).isEqualTo("chosen by the header");
    }

    @Test
    void passesBodiesThroughAsItsBehaviorSays() throws InterruptedException {
        for (PassthroughBehavior behavior : PassthroughBehavior.knownValues()) {
            String integration = integration(
                    IntegrationType.HTTP,
                    upstream("/200"),
                    request -> request.passthroughBehavior(behavior)
                            .templateSelectionExpression("${request.body.kind}")
                            .requestTemplates(Map.of("other", "{}")));
            response(integration, "$default", "$input.json('$.body.kind')");
            route(behavior.toString(), integration);
        }

        String passed = "{\"action\":\"WHEN_NO_MATCH\",\"kind\":\"this\"}";
        assertThat(ask(passed)).isEqualTo("\"this\"");
        assertThat(ask(passed.replace("NO_MATCH", "NO_TEMPLATES")))
                .startsWith("{\"message\":\"Unsupported Media Type\",\"connectionId\":\"");
        assertThat(ask(passed.replace("WHEN_NO_MATCH", "NEVER"))).startsWith("{\"message\":\"Unsupported Media Type\"");
    }

    @Test
    void failsWithoutAResponseThatMatches() throws InterruptedException {
        String integration = integration(IntegrationType.HTTP, upstream("/200"), request -> {});
        response(integration, "/5\\d\\d/", null);
        route("unmatched", integration);

        assertThat(ask("{\"action\":\"unmatched\"}"))
                .matches(
                        "\\{\"message\":\"Internal server error\",\"connectionId\":\"[^\"]+\",\"requestId\":\"[^\"]+\"}");
    }

    @Test
    void mocksThroughAnIntegrationResponse() throws InterruptedException {
        String integration = integration(
                IntegrationType.MOCK,
                "",
                request -> request.integrationUri(null)
                        .templateSelectionExpression("\\$default")
                        .requestTemplates(Map.of("$default", "{\"statusCode\": 200}")));
        response(integration, "/200/", "pong for $context.identity.sourceIp");
        route("ping", integration);

        assertThat(ask("{\"action\":\"ping\"}")).isEqualTo("pong for 127.0.0.1");
    }

    @Test
    void callsActionsAsItsRole() throws InterruptedException {
        var tables = client(DynamoDbClient.builder());
        tables.createTable(request -> request.tableName("messages")
                .billingMode("PAY_PER_REQUEST")
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName("id")
                        .attributeType("S")
                        .build())
                .keySchema(KeySchemaElement.builder()
                        .attributeName("id")
                        .keyType("HASH")
                        .build()));
        String put = "{\"TableName\":\"messages\",\"Item\":{\"id\":{\"S\":$input.json('$.id')},"
                + "\"from\":{\"S\":\"$context.connectionId\"}}}";
        String integration = integration(
                IntegrationType.AWS,
                "arn:aws:apigateway:us-east-1:dynamodb:action/PutItem",
                request -> request.credentialsArn(role).requestTemplates(Map.of("$default", put)));
        response(integration, "/200/", "stored");
        response(integration, "/4\\d\\d/", "refused: $input.path('$.__type')");
        route("put", integration);
        String forbidden = integration(
                IntegrationType.AWS,
                "arn:aws:apigateway:us-east-1:dynamodb:action/DeleteTable",
                request -> request.credentialsArn(role)
                        .requestTemplates(Map.of("$default", "{\"TableName\":\"messages\"}")));
        response(forbidden, "$default", "$input.path('$.__type')");
        route("drop", forbidden);

        try (var client = connect()) {
            assertThat(client.ask("{\"action\":\"put\",\"id\":\"m1\"}")).isEqualTo("stored");
            assertThat(tables.getItem(request ->
                                    request.tableName("messages").key(Map.of("id", AttributeValue.fromS("m1"))))
                            .item())
                    .containsEntry("from", AttributeValue.fromS(client.id()));
            assertThat(client.ask("{\"action\":\"put\"}"))
                    .startsWith("refused: ")
                    .contains("ValidationException");
            assertThat(client.ask("{\"action\":\"drop\"}")).contains("AccessDenied");
        }
    }

    @Test
    void mapsTheHandshakesParametersForConnectOnly() throws InterruptedException {
        String integration = integration(
                IntegrationType.HTTP_PROXY,
                upstream("/200"),
                request -> request.requestParameters(Map.of(
                        "integration.request.querystring.room", "route.request.querystring.room",
                        "integration.request.header.X-Stage", "route.request.header.x-user")));
        route("$connect", integration);
        route("proxied", integration);
        try (var client = connect()) {
            assertThat(client.ask("{\"action\":\"proxied\"}"))
                    .as("a message has no parameters of the handshake")
                    .isEqualTo("{\"uri\":\"/200\",\"stage\":\"null\",\"body\":{\"action\":\"proxied\"}}");
        }
    }

    @Test
    void showsAndChangesIntegrationResponses() {
        String integration = integration(
                IntegrationType.HTTP,
                upstream("/200"),
                request -> request.contentHandlingStrategy(ContentHandlingStrategy.CONVERT_TO_TEXT));
        var made = apis.getIntegration(request -> request.apiId(api).integrationId(integration));
        assertThat(made.integrationResponseSelectionExpression()).isEqualTo("${integration.response.statuscode}");
        assertThat(made.passthroughBehavior()).isEqualTo(PassthroughBehavior.WHEN_NO_MATCH);
        assertThat(made.contentHandlingStrategy()).isEqualTo(ContentHandlingStrategy.CONVERT_TO_TEXT);
        String first = response(integration, "$default", "one");
        String second = response(integration, "/4\\d\\d/", null);

        assertThatThrownBy(() -> response(integration, "$default", null)).isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> response(integration, "404", null))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("`/regular expression/`");
        assertThatThrownBy(() -> response(integration, "/(/", null)).hasMessageContaining("no regular expression");
        assertThatThrownBy(() -> response(integration, "/5../", "#if("))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("template");
        apis.updateIntegrationResponse(request -> request.apiId(api)
                .integrationId(integration)
                .integrationResponseId(second)
                .integrationResponseKey("/5\\d\\d/"));
        assertThat(apis.getIntegrationResponse(request ->
                                request.apiId(api).integrationId(integration).integrationResponseId(second))
                        .integrationResponseKey())
                .isEqualTo("/5\\d\\d/");
        apis.deleteIntegrationResponse(
                request -> request.apiId(api).integrationId(integration).integrationResponseId(second));
        assertThat(apis.getIntegrationResponses(request -> request.apiId(api).integrationId(integration))
                        .items())
                .extracting(item -> item.integrationResponseId())
                .containsExactly(first);
        assertThatThrownBy(() -> apis.deleteIntegrationResponse(
                        request -> request.apiId(api).integrationId(integration).integrationResponseId(second)))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void refusesWhatCanNotWork() {
        refused(IntegrationType.AWS, "https://example.com", request -> {}, "does not name an AWS action");
        refused(IntegrationType.HTTP, "example.com", request -> {}, "no HTTP endpoint");
        refused(
                IntegrationType.HTTP,
                upstream("/"),
                request -> request.timeoutInMillis(29_500),
                "between 50 ms and 29000 ms");
        refused(
                IntegrationType.HTTP,
                upstream("/"),
                request -> request.requestParameters(Map.of("integration.request.header.x", "method.request.body")),
                "`method.request.body`");
        refused(
                IntegrationType.HTTP,
                upstream("/"),
                request -> request.templateSelectionExpression("$request.cookie.x"),
                "The selection expression `$request.cookie.x` is not known");
        refused(
                IntegrationType.HTTP_PROXY,
                upstream("/"),
                request -> request.requestTemplates(Map.of("$default", "{}")),
                "only for integrations that are no proxies");
    }

    private static void refused(
            IntegrationType type, String uri, Consumer<CreateIntegrationRequest.Builder> more, String reason) {
        assertThatThrownBy(() -> integration(type, uri, more))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void aStackMakesIntegrationResponses() throws InterruptedException {
        var stacks = client(CloudFormationClient.builder());
        stacks.createStack(request -> request.stackName("sockets").templateBody("""
                Resources:
                  Api:
                    Type: AWS::ApiGatewayV2::Api
                    Properties: {Name: s, ProtocolType: WEBSOCKET, RouteSelectionExpression: $request.body.action}
                  Mock:
                    Type: AWS::ApiGatewayV2::Integration
                    Properties:
                      ApiId: !Ref Api
                      IntegrationType: MOCK
                      RequestTemplates: {"200": '{"statusCode": 200}'}
                      TemplateSelectionExpression: "200"
                  Answer:
                    Type: AWS::ApiGatewayV2::IntegrationResponse
                    Properties:
                      ApiId: !Ref Api
                      IntegrationId: !Ref Mock
                      IntegrationResponseKey: $default
                      TemplateSelectionExpression: \\$default
                      ResponseTemplates: {$default: from the stack}
                  Route:
                    Type: AWS::ApiGatewayV2::Route
                    Properties:
                      ApiId: !Ref Api
                      RouteKey: $default
                      Target: !Sub integrations/${Mock}
                      RouteResponseSelectionExpression: $default
                  RouteResponse:
                    Type: AWS::ApiGatewayV2::RouteResponse
                    Properties: {ApiId: !Ref Api, RouteId: !Ref Route, RouteResponseKey: $default}
                  Stage:
                    Type: AWS::ApiGatewayV2::Stage
                    Properties: {ApiId: !Ref Api, StageName: live, AutoDeploy: true}
                Outputs:
                  Api: {Value: !Ref Api}
                """));
        stacks.waiter().waitUntilStackCreateComplete(request -> request.stackName("sockets"), SOON);
        String id = stacks.describeStacks(request -> request.stackName("sockets"))
                .stacks()
                .getFirst()
                .outputs()
                .getFirst()
                .outputValue();
        String uri = endpoint().toString().replaceFirst("http", "ws") + "/_aws/execute-api/" + id + "/live";
        try (var client = new SocketClient(HTTP, uri)) {
            assertThat(client.ask("hello")).isEqualTo("from the stack");
        }
        stacks.deleteStack(request -> request.stackName("sockets"));
        stacks.waiter().waitUntilStackDeleteComplete(request -> request.stackName("sockets"), SOON);
    }
}
