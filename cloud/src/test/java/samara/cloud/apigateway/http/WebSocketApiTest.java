package samara.cloud.apigateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import samara.cloud.CloudTest;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.GoneException;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.PayloadTooLargeException;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.BadRequestException;
import software.amazon.awssdk.services.apigatewayv2.model.IntegrationType;
import software.amazon.awssdk.services.apigatewayv2.model.ProtocolType;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

/// WebSocket APIs through the SDK and the JDK's client, in front of an endpoint of this test's own.
class WebSocketApiTest extends CloudTest {
    private static HttpServer upstream;
    private static ApiGatewayV2Client apis;
    private static String api;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws IOException {
        apis = client(ApiGatewayV2Client.builder());
        upstream = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        upstream.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/no") ? 403 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        upstream.start();
        api = api("echo");
        String echo = integration(api, IntegrationType.HTTP_PROXY, upstream("/echo"));
        String route = route(api, "echo", echo, true);
        apis.createRouteResponse(request -> request.apiId(api).routeId(route).routeResponseKey("$default"));
        route(api, "quiet", echo, false);
        apis.createStage(request -> request.apiId(api).stageName("live").autoDeploy(true));
    }

    @AfterAll
    static void stop() {
        upstream.stop(0);
    }

    private static String upstream(String path) {
        return "http://127.0.0.1:" + upstream.getAddress().getPort() + path;
    }

    private static String api(String name) {
        return apis.createApi(request -> request.name(name)
                        .protocolType(ProtocolType.WEBSOCKET)
                        .routeSelectionExpression("$request.body.action"))
                .apiId();
    }

    private static String integration(String api, IntegrationType type, String url) {
        return apis.createIntegration(request -> request.apiId(api)
                        .integrationType(type)
                        .integrationMethod("POST")
                        .integrationUri(url))
                .integrationId();
    }

    private static String route(String api, String key, String integration, boolean answered) {
        return apis.createRoute(request -> request.apiId(api)
                        .routeKey(key)
                        .target("integrations/" + integration)
                        .routeResponseSelectionExpression(answered ? "$default" : null))
                .routeId();
    }

    private static String path(String apiId, String rest) {
        return "/_aws/execute-api/" + apiId + rest;
    }

    private static SocketClient connect(String apiId, String stage) {
        return new SocketClient(HTTP, endpoint().toString().replaceFirst("http", "ws") + path(apiId, "/" + stage));
    }

    @Test
    void routesByTheMessageAndAnswersByTheRouteResponse() throws InterruptedException {
        SocketClient client = connect(api, "live");
        client.say("{\"action\":\"quiet\"}");
        client.say("{\"action\":\"echo\",\"n\":1}");

        assertThat(client.next()).isEqualTo("{\"action\":\"echo\",\"n\":1}");
        client.close();
    }

    @Test
    void refusesMessagesThatNoRouteTakes() throws InterruptedException {
        SocketClient client = connect(api, "live");
        client.say("no JSON");

        assertThat(client.next())
                .startsWith("{\"message\":\"Forbidden\",\"connectionId\":\"")
                .contains("\"requestId\":\"");
        client.close();
    }

    @Test
    void answersTheHandshakeAsTheConnectRouteSays() throws IOException, InterruptedException {
        String guarded = api("guarded");
        route(guarded, "$connect", integration(guarded, IntegrationType.HTTP_PROXY, upstream("/no")), false);
        apis.createStage(request -> request.apiId(guarded).stageName("live").autoDeploy(true));

        assertThat(RawHandshake.answer(endpoint(), path(guarded, "/live"))).startsWith("HTTP/1.1 403 Forbidden");
        assertThat(RawHandshake.answer(endpoint(), path(api, "/nowhere"))).startsWith("HTTP/1.1 403 Forbidden");
        assertThat(RawHandshake.answer(endpoint(), path(api, "/live"))).startsWith("HTTP/1.1 101");
    }

    @Test
    void mocksByTheirTemplate() throws IOException {
        String mocked = api("mocked");
        String mock = apis.createIntegration(request -> request.apiId(mocked)
                        .integrationType(IntegrationType.MOCK)
                        .templateSelectionExpression("\\$default")
                        .requestTemplates(Map.of("$default", "{\"statusCode\": 401}")))
                .integrationId();
        route(mocked, "$connect", mock, false);
        apis.createStage(request -> request.apiId(mocked).stageName("live").autoDeploy(true));

        assertThat(RawHandshake.answer(endpoint(), path(mocked, "/live"))).startsWith("HTTP/1.1 401");
    }

    @Test
    void tellsPlainRequestsToUpgrade() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(endpoint() + path(api, "/live")));

        assertThat(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(426);
    }

    @Test
    void rejectsTheHandshakeWithTheStatusOfItsIntegration() {
        String statuses = api("statuses");
        String mock = apis.createIntegration(request -> request.apiId(statuses)
                        .integrationType(IntegrationType.MOCK)
                        .templateSelectionExpression("\\$default")
                        .requestTemplates(Map.of("$default", "{\"statusCode\": $input.params('status')}")))
                .integrationId();
        route(statuses, "$connect", mock, false);
        apis.createStage(request -> request.apiId(statuses).stageName("live").autoDeploy(true));

        for (int status : new int[] {401, 403, 429, 500, 502}) {
            assertThat(RawHandshake.answer(endpoint(), path(statuses, "/live?status=" + status)))
                    .startsWith("HTTP/1.1 " + status)
                    .containsPattern("\\{\"message\":\"[^\"]+\",\"connectionId\":\"[^\"]+\",\"requestId\":\"[^\"]+\"}");
        }
        assertThat(RawHandshake.answer(endpoint(), path(statuses, "/live?status=302")))
                .as("a redirection is no answer to a handshake")
                .startsWith("HTTP/1.1 502");
        assertThat(RawHandshake.answer(endpoint(), path(statuses, "/live?status=204")))
                .startsWith("HTTP/1.1 101");
    }

    @Test
    void tellsTheDisconnectRouteWhyAConnectionEnded() throws InterruptedException {
        String ending = api("ending");
        BlockingQueue<String> ends = new LinkedBlockingQueue<>();
        upstream.createContext("/end", exchange -> {
            ends.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        String end = apis.createIntegration(request -> request.apiId(ending)
                        .integrationType(IntegrationType.HTTP)
                        .integrationMethod("POST")
                        .integrationUri(upstream("/end"))
                        .requestTemplates(Map.of(
                                "$default",
                                "$context.disconnectStatusCode $context.disconnectReason $context.eventType")))
                .integrationId();
        apis.createIntegrationResponse(
                request -> request.apiId(ending).integrationId(end).integrationResponseKey("$default"));
        route(ending, "$disconnect", end, false);
        apis.createStage(request -> request.apiId(ending).stageName("live").autoDeploy(true));

        SocketClient client = connect(ending, "live");
        client.id();
        client.socket().sendClose(1000, "done");
        assertThat(ends.poll(20, TimeUnit.SECONDS)).isEqualTo("1000 done DISCONNECT");
        SocketClient idle = connect(ending, "live");
        idle.id();
        cloud().kernel().clock().advance(Duration.ofMinutes(11));
        assertThat(ends.poll(20, TimeUnit.SECONDS)).isEqualTo("1001 Going away DISCONNECT");
    }

    @Test
    void whatIsDeployedCountsForThoseWhoAreConnected() throws InterruptedException {
        String changing = api("changing");
        apis.createStage(request -> request.apiId(changing).stageName("live").autoDeploy(true));
        SocketClient client = connect(changing, "live");
        assertThat(client.ask("hello")).startsWith("{\"message\":\"Forbidden\"");

        String route =
                route(changing, "$default", integration(changing, IntegrationType.HTTP_PROXY, upstream("/echo")), true);
        apis.createRouteResponse(
                request -> request.apiId(changing).routeId(route).routeResponseKey("$default"));
        assertThat(client.ask("hello")).isEqualTo("hello");

        apis.deleteStage(request -> request.apiId(changing).stageName("live"));
        assertThat(client.next()).isEqualTo("closed 1001");
    }

    @Test
    void logsToCloudWatchWhatItsRouteSettingsAskFor() throws InterruptedException {
        String logged = api("logged");
        route(logged, "$default", integration(logged, IntegrationType.HTTP_PROXY, upstream("/echo")), false);
        var logs = client(CloudWatchLogsClient.builder());
        logs.createLogGroup(request -> request.logGroupName("access"));
        apis.createStage(request -> request.apiId(logged)
                .stageName("live")
                .autoDeploy(true)
                .accessLogSettings(
                        access -> access.destinationArn("arn:aws:logs:us-east-1:000000000000:log-group:access")
                                .format("$context.eventType $context.routeKey $context.status"))
                .defaultRouteSettings(settings -> settings.loggingLevel("INFO").dataTraceEnabled(true)));
        assertThat(apis.getStage(request -> request.apiId(logged).stageName("live"))
                        .defaultRouteSettings()
                        .loggingLevelAsString())
                .isEqualTo("INFO");
        try (SocketClient client = connect(logged, "live")) {
            client.say("hello");
            String group = "/aws/apigateway/" + logged + "/live";
            assertThat(eventually(logs, "access", "MESSAGE $default 200")).contains("CONNECT $connect 200");
            assertThat(eventually(logs, group, "Method completed with status: 200"))
                    .anyMatch(line -> line.matches("\\([A-Za-z0-9_-]+=\\) WebSocket Request Route: \\[\\$default]"))
                    .anyMatch(line -> line.endsWith("Method request body before transformations: hello"));
        }
        assertThatThrownBy(() -> apis.updateStage(request -> request.apiId(logged)
                        .stageName("live")
                        .defaultRouteSettings(settings -> settings.loggingLevel("DEBUG"))))
                .hasMessageContaining("[ERROR, INFO, OFF]");
    }

    /// The lines of a log group once one ends so.
    private static List<String> eventually(CloudWatchLogsClient logs, String group, String end) {
        for (int i = 0; i < 1000; i++) {
            cloud().kernel().clock().advance(Duration.ofSeconds(1));
            if (logs.describeLogGroups(request -> request.logGroupNamePrefix(group))
                    .logGroups()
                    .isEmpty()) {
                continue;
            }
            List<String> lines = logs.filterLogEvents(request -> request.logGroupName(group)).events().stream()
                    .map(event -> event.message())
                    .toList();
            if (lines.stream().anyMatch(line -> line.endsWith(end))) {
                return lines;
            }
        }
        throw new AssertionError("The log group " + group + " has no line that ends in: " + end);
    }

    @Test
    void refusesToPostMoreThan128KbToAConnection() throws InterruptedException {
        SocketClient client = connect(api, "live");
        String id = client.id();
        var connections = client(
                ApiGatewayManagementApiClient.builder(),
                cloud().adminCredentials(),
                URI.create(endpoint() + path(api, "/live")));
        SdkBytes most = SdkBytes.fromUtf8String("x".repeat(128 * 1024));
        connections.postToConnection(request -> request.connectionId(id).data(most));
        assertThat(client.next()).hasSize(128 * 1024);
        SdkBytes more = SdkBytes.fromUtf8String("x".repeat(128 * 1024 + 1));
        assertThatThrownBy(() -> connections.postToConnection(
                        request -> request.connectionId(id).data(more)))
                .isInstanceOf(PayloadTooLargeException.class);
        client.close();
    }

    @Test
    void managesConnectionsOnlyForThoseWhoSign() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(endpoint() + path(api, "/live/@connections/abc")))
                .POST(HttpRequest.BodyPublishers.ofString("hello"));

        assertThat(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void connectionsAreWrittenToLookedAtAndClosedFromOutside() throws InterruptedException {
        SocketClient client = connect(api, "live");
        String id = client.id();
        var connections = client(
                ApiGatewayManagementApiClient.builder(),
                cloud().adminCredentials(),
                URI.create(endpoint() + path(api, "/live")));

        connections.postToConnection(request -> request.connectionId(id).data(SdkBytes.fromUtf8String("from outside")));
        assertThat(client.next()).isEqualTo("from outside");
        var seen = connections.getConnection(request -> request.connectionId(id));
        assertThat(seen.connectedAt()).isBeforeOrEqualTo(seen.lastActiveAt());
        assertThat(seen.identity().sourceIp()).isEqualTo("127.0.0.1");

        connections.deleteConnection(request -> request.connectionId(id));
        assertThat(client.next()).startsWith("closed ");
        assertThatThrownBy(() -> connections.getConnection(request -> request.connectionId(id)))
                .isInstanceOf(GoneException.class);
    }

    @Test
    void connectionsEndWhenNothingGoesOverThemAndWhenTheyAreOld() throws InterruptedException {
        SocketClient idle = connect(api, "live");
        idle.id();
        cloud().kernel().clock().advance(Duration.ofMinutes(11));
        assertThat(idle.next()).isEqualTo("closed 1001");

        SocketClient old = connect(api, "live");
        for (int minutes = 0; minutes < 120; minutes += 8) {
            old.id();
            cloud().kernel().clock().advance(Duration.ofMinutes(8));
        }
        assertThat(old.next()).isEqualTo("closed 1001");
    }

    @Test
    void closesByTheCodeOfWhatWasWrong() throws IOException, InterruptedException {
        assertThat(closeCode(0x81, true, new byte[] {(byte) 0xff}))
                .as("bad UTF-8")
                .isEqualTo(1007);
        assertThat(closeCode(0x81, false, new byte[] {'a'})).as("not masked").isEqualTo(1002);
        assertThat(closeCode(0x82, true, new byte[] {1})).as("binary").isEqualTo(1003);
        assertThat(closeCode(0x81, true, new byte[32 * 1024 + 1]))
                .as("a frame above 32 KB")
                .isEqualTo(1009);
    }

    @Test
    void closesForAMessageAbove128Kb() throws InterruptedException {
        SocketClient client = connect(api, "live");
        for (int i = 0; i < 5; i++) {
            client.socket().sendText("x".repeat(30 * 1024), false).join();
        }

        assertThat(client.next()).isEqualTo("closed 1009");
    }

    @Test
    void closesTheConnectionsOfADeletedApi() throws InterruptedException {
        String gone = api("gone");
        apis.createStage(request -> request.apiId(gone).stageName("live").autoDeploy(true));
        SocketClient client = connect(gone, "live");
        client.say("anything");
        client.next();

        apis.deleteApi(request -> request.apiId(gone));

        assertThat(client.next()).isEqualTo("closed 1001");
    }

    @Test
    void needsARouteSelectionExpression() {
        assertThatThrownBy(() -> apis.createApi(request -> request.name("none").protocolType(ProtocolType.WEBSOCKET)))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("RouteSelectionExpression");
    }

    /// The code by which a frame makes the server close.
    private static int closeCode(int first, boolean masked, byte[] payload) throws IOException {
        try (Socket socket = RawHandshake.connected(endpoint(), path(api, "/live"))) {
            RawHandshake.head(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            int mask = masked ? 0x80 : 0;
            out.write(first);
            if (payload.length < 126) {
                out.write(mask | payload.length);
            } else {
                out.write(mask | 126);
                out.write(payload.length >> 8);
                out.write(payload.length & 0xff);
            }
            if (masked) {
                out.write(new byte[4]);
            }
            out.write(payload);
            out.flush();
            InputStream in = socket.getInputStream();
            assertThat(in.read()).isEqualTo(0x88);
            byte[] close = in.readNBytes(in.read());
            return ByteBuffer.wrap(close).getShort() & 0xffff;
        }
    }
}
