package samara.gateway.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import samara.gateway.ApiRequest;
import samara.gateway.BackendAnswer;
import samara.gateway.FakeBackends;
import samara.gateway.Headers;
import samara.gateway.http.DeployedHttpApi;
import samara.gateway.http.HttpApi;
import samara.gateway.http.HttpApiStage;
import samara.gateway.http.HttpIntegration;
import samara.gateway.http.IntegrationResponse;
import samara.gateway.http.Route;

/// What a stage makes of handshakes and messages, over backends that answer as a test says.
class WebSocketStageTest {
    private static final String FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:chat";
    private static final String URI =
            "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/" + FUNCTION + "/invocations";

    private final FakeBackends backends = new FakeBackends();

    private static HttpIntegration integration(String type, Map<String, String> parameters, String... responses) {
        Map<String, IntegrationResponse> byId = new LinkedHashMap<>();
        for (int i = 0; i < responses.length; i += 2) {
            String id = "r" + i;
            byId.put(
                    id,
                    new IntegrationResponse(
                            id,
                            responses[i],
                            Optional.empty(),
                            Map.of(),
                            Map.of("$default", responses[i + 1]),
                            Optional.empty()));
        }
        return new HttpIntegration(
                "i",
                type,
                Optional.empty(),
                Optional.of(URI),
                Optional.of("POST"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "1.0",
                parameters,
                Map.of(),
                29_000,
                type.equals("AWS") ? Map.of("$default", "{\"text\":$input.json('$.text')}") : Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                byId);
    }

    /// A stage whose routes all have this integration and send its answer back.
    private WebSocketStage stage(HttpIntegration integration) {
        Map<String, Route> routes = new LinkedHashMap<>();
        for (String key : List.of("$connect", "$disconnect", "$default")) {
            routes.put(
                    key,
                    new Route(
                            key,
                            key,
                            "NONE",
                            Optional.empty(),
                            List.of(),
                            Optional.empty(),
                            Optional.of("i"),
                            Optional.of("$default"),
                            Map.of("rr", "$default"),
                            false,
                            Optional.empty(),
                            Map.of(),
                            Map.of()));
        }
        HttpApi api = HttpApi.named("chat")
                .selectingBy("$request.body.action")
                .withIntegrations(Map.of("i", integration))
                .withRoutes(routes);
        var stage = new HttpApiStage(
                "live",
                Optional.of("d"),
                Optional.empty(),
                true,
                Map.of(),
                Optional.empty(),
                HttpApiStage.RouteSettings.NONE,
                Map.of());
        return new WebSocketStage(
                new DeployedHttpApi("abcdef1234", "123456789012", "eu-west-1", "aws", api, stage),
                backends,
                InstantSource.fixed(Instant.parse("2026-11-23T01:02:03.456Z")),
                () -> 42L);
    }

    private static ApiRequest handshake() {
        Headers headers = new Headers().add("Host", "abcdef1234.execute-api.eu-west-1.amazonaws.com");
        headers.add("User-Agent", "test/1").add("X-User", "ada");
        return new ApiRequest(
                "GET",
                "/",
                "/live",
                Optional.of("room=blue&room=red"),
                headers,
                new byte[0],
                new ApiRequest.Client(
                        "203.0.113.7",
                        "HTTP/1.1",
                        "abcdef1234.execute-api.eu-west-1.amazonaws.com",
                        443,
                        "https",
                        Optional.empty()));
    }

    private static Connection connection() {
        return Connection.of("c0=", Instant.parse("2026-11-23T01:00:00Z"), handshake());
    }

    @Test
    void functionsBehindTemplatesGetWhatTheTemplateMakes() {
        backends.returns(FUNCTION, "{\"said\":\"hello\"}");
        WebSocketStage stage = stage(integration("AWS", Map.of(), "$default", "answer: $input.path('$.said')"));

        assertThat(stage.message(connection(), "{\"text\":\"hi\"}")).contains("answer: hello");
        assertThat(backends.lastEvent()).contains("{\"text\":\"hi\"}");
        assertThat(backends.invoked.getLast().sourceArn())
                .isEqualTo("arn:aws:execute-api:eu-west-1:123456789012:abcdef1234/live/$default");
    }

    @Test
    void functionsErrorsChooseTheResponseByTheirMessage() {
        backends.functions.put(
                FUNCTION,
                new BackendAnswer.Returned(
                        "{\"errorMessage\":\"Unknown room: blue\",\"errorType\":\"E\"}"
                                .getBytes(StandardCharsets.UTF_8),
                        true));
        WebSocketStage stage = stage(integration(
                "AWS", Map.of(), "$default", "fine", "/Unknown .*/", "error: $input.path('$.errorMessage')"));

        assertThat(stage.message(connection(), "{}")).contains("error: Unknown room: blue");
    }

    @Test
    void functionsAreCalledAsynchronouslyWhereAHeaderSaysSo() {
        backends.returns(FUNCTION, "");
        WebSocketStage stage = stage(integration(
                "AWS", Map.of("integration.request.header.X-Amz-Invocation-Type", "'Event'"), "$default", ""));

        assertThat(stage.message(connection(), "{}")).contains("");
        assertThat(backends.invoked.getLast().asynchronous()).isTrue();
    }

    @Test
    void templatesThatReadNoJsonAreBadRequests() {
        WebSocketStage stage = stage(integration("AWS", Map.of(), "$default", ""));

        assertThat(stage.message(connection(), "no JSON").orElseThrow())
                .startsWith("{\"message\":\"Bad Request\",\"connectionId\":\"c0=\"");
    }

    @Test
    void theHandshakesParametersAreMapped() {
        backends.returns(FUNCTION, "{}");
        HttpIntegration integration = integration(
                "AWS", Map.of("integration.request.header.X-Amz-Invocation-Type", "route.request.header.x-user"));
        WebSocketStage stage = stage(integration.withResponses(Map.of(
                "r",
                new IntegrationResponse(
                        "r",
                        "$default",
                        Optional.empty(),
                        Map.of("route.response.header.Sec-WebSocket-Protocol", "route.request.querystring.room"),
                        Map.of(),
                        Optional.empty()))));

        assertThat(stage.connect(handshake(), "c1="))
                .isInstanceOfSatisfying(
                        Handshake.Accepted.class,
                        accepted -> assertThat(accepted.protocol()).contains("red"));
    }
}
