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
import samara.gateway.Corpus;
import samara.gateway.FakeBackends;
import samara.gateway.Headers;
import samara.gateway.http.DeployedHttpApi;
import samara.gateway.http.HttpApi;
import samara.gateway.http.HttpApiStage;
import samara.gateway.http.HttpAuthorizer;
import samara.gateway.http.HttpIntegration;
import samara.gateway.http.IntegrationResponse;
import samara.gateway.http.Route;
import samara.gateway.json.Json;

/// What a stage makes of handshakes and messages, over backends that answer as a test says.
class WebSocketStageTest {
    private static final String FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:chat";
    private static final String URI =
            "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/" + FUNCTION + "/invocations";

    private static final String GUARD = "arn:aws:lambda:eu-west-1:123456789012:function:guard";
    private static final HttpAuthorizer AUTHORIZER = new HttpAuthorizer(
            "a",
            "guard",
            "REQUEST",
            List.of("route.request.header.X-User"),
            Optional.empty(),
            List.of(),
            Optional.of("arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/" + GUARD + "/invocations"),
            Optional.empty(),
            Optional.of("1.0"),
            false,
            Optional.empty());

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
                byId,
                Optional.empty());
    }

    private WebSocketStage stage(HttpIntegration integration) {
        return stage(integration, HttpApiStage.RouteSettings.NONE, Map.of(), "NONE");
    }

    /// A stage whose routes all have this integration and send its answer back.
    ///
    /// @param authorization of `$connect`
    private WebSocketStage stage(
            HttpIntegration integration,
            HttpApiStage.RouteSettings settings,
            Map<String, String> variables,
            String authorization) {
        Map<String, Route> routes = new LinkedHashMap<>();
        for (String key : List.of("$connect", "$disconnect", "$default")) {
            routes.put(
                    key,
                    new Route(
                            key,
                            key,
                            key.equals("$connect") ? authorization : "NONE",
                            Optional.of("a"),
                            List.of(),
                            Optional.empty(),
                            Optional.of("i"),
                            Optional.of("$default"),
                            Map.of("rr", "$default"),
                            key.equals("$connect") && authorization.equals("CUSTOM"),
                            Optional.empty(),
                            Map.of(),
                            Map.of()));
        }
        HttpApi api = HttpApi.named("chat")
                .selectingBy("$request.body.action")
                .withIntegrations(Map.of("i", integration))
                .withAuthorizers(Map.of("a", AUTHORIZER))
                .withRoutes(routes);
        var stage = new HttpApiStage(
                "live", Optional.of("d"), Optional.empty(), true, variables, Optional.empty(), settings, Map.of());
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

    private WebSocketStage guarded() {
        return stage(integration("AWS_PROXY", Map.of()), HttpApiStage.RouteSettings.NONE, Map.of(), "CUSTOM");
    }

    /// What is seen of an event: everything but ids, which the test does not choose.
    private Map<?, ?> event() {
        String text = backends.lastEvent()
                .orElseThrow()
                .replaceAll("\"(extendedRequestId|requestId|messageId)\":\"[^\"]{16}\"", "\"$1\":\"…\"")
                .replaceAll("Root=1-[0-9a-f-]+", "Root=…");
        return Corpus.map(Json.read(text));
    }

    private static String context(String routeKey, String type, String more) {
        return """
                {"routeKey": "%s", "eventType": "%s", %s "extendedRequestId": "…", "requestId": "…",
                 "requestTime": "23/Nov/2026:01:02:03 +0000", "requestTimeEpoch": 1795395723456,
                 "messageDirection": "IN", "stage": "live", "apiId": "abcdef1234",
                 "identity": {"userAgent": "test/1", "sourceIp": "203.0.113.7"},
                 "domainName": "abcdef1234.execute-api.eu-west-1.amazonaws.com"}
                """.formatted(routeKey, type, more);
    }

    @Test
    void theEventOfAHandshakeIsTheDocumentedOne() {
        backends.returns(FUNCTION, "{\"statusCode\": 200}");
        stage(integration("AWS_PROXY", Map.of())).connect(handshake(), "c1=");

        assertThat(event()).isEqualTo(Json.read("""
                {"headers": {"Host": "abcdef1234.execute-api.eu-west-1.amazonaws.com", "User-Agent": "test/1",
                  "X-User": "ada", "X-Amzn-Trace-Id": "Root=…", "X-Forwarded-For": "203.0.113.7",
                  "X-Forwarded-Port": "443", "X-Forwarded-Proto": "https"},
                 "multiValueHeaders": {"Host": ["abcdef1234.execute-api.eu-west-1.amazonaws.com"],
                  "User-Agent": ["test/1"], "X-User": ["ada"], "X-Amzn-Trace-Id": ["Root=…"],
                  "X-Forwarded-For": ["203.0.113.7"], "X-Forwarded-Port": ["443"], "X-Forwarded-Proto": ["https"]},
                 "queryStringParameters": {"room": "red"}, "multiValueQueryStringParameters": {"room": ["blue", "red"]},
                 "requestContext": %s, "isBase64Encoded": false}
                """.formatted(
                        context("$connect", "CONNECT", "\"connectedAt\": 1795395723456, \"connectionId\": \"c1=\","))));
    }

    @Test
    void theEventOfAMessageIsTheDocumentedOne() {
        backends.returns(FUNCTION, "{\"statusCode\": 200, \"body\": \"said\"}");
        WebSocketStage stage = stage(
                integration("AWS_PROXY", Map.of()), HttpApiStage.RouteSettings.NONE, Map.of("color", "blue"), "NONE");

        assertThat(stage.message(connection(), "hello")).contains("said");
        assertThat(event()).isEqualTo(Json.read("""
                {"requestContext": %s, "stageVariables": {"color": "blue"}, "body": "hello", "isBase64Encoded": false}
                """.formatted(context(
                "$default",
                "MESSAGE",
                "\"messageId\": \"…\", \"connectedAt\": 1795395600000, \"connectionId\": \"c0=\","))));
    }

    @Test
    void theEventOfADisconnectionTellsWhy() {
        backends.returns(FUNCTION, "{\"statusCode\": 200}");
        stage(integration("AWS_PROXY", Map.of())).disconnect(connection(), 1001, "Going away");

        String host = "abcdef1234.execute-api.eu-west-1.amazonaws.com";
        assertThat(event()).isEqualTo(Json.read("""
                {"headers": {"Host": "%s", "x-api-key": "", "X-Forwarded-For": "", "x-restapi": ""},
                 "multiValueHeaders": {"Host": ["%s"], "x-api-key": [""], "X-Forwarded-For": [""], "x-restapi": [""]},
                 "requestContext": %s, "isBase64Encoded": false}
                """.formatted(host, host, context("$disconnect", "DISCONNECT", """
                "disconnectStatusCode": 1001, "disconnectReason": "Going away",
                "connectedAt": 1795395600000, "connectionId": "c0=","""))));
    }

    private static void rejected(Handshake handshake, int status, String message) {
        assertThat(handshake).isInstanceOfSatisfying(Handshake.Rejected.class, rejected -> {
            assertThat(rejected.response().status()).isEqualTo(status);
            assertThat((Map<?, ?>) Json.read(rejected.response().body())).satisfies(body -> {
                assertThat(body.keySet().toString()).isEqualTo("[message, connectionId, requestId]");
                assertThat(String.valueOf(body.get("message"))).isEqualTo(message);
            });
        });
    }

    private void guardSays(String effect) {
        backends.returns(GUARD, """
                {"principalId": "ada", "context": {"team": "blue"}, "usageIdentifierKey": "good-key", "policyDocument":
                 {"Statement": [{"Effect": "%s", "Action": "execute-api:Invoke", "Resource": "*"}]}}
                """.formatted(effect));
    }

    @Test
    void theAuthorizerComesBeforeTheApiKeyAndThatBeforeTheIntegration() {
        ApiRequest keyless = handshake();
        guardSays("Deny");
        rejected(guarded().connect(keyless, "c1="), 403, "User is not authorized to access this resource");
        assertThat(backends.invoked).extracting(call -> call.function()).containsExactly(GUARD);
        guardSays("Allow");
        rejected(guarded().connect(keyless, "c1="), 403, "Forbidden");
        assertThat(backends.invoked).extracting(call -> call.function()).containsExactly(GUARD, GUARD);

        backends.returns(FUNCTION, "{\"statusCode\": 200}");
        ApiRequest keyed = handshake();
        keyed.headers().add("x-api-key", "good-key");
        assertThat(guarded().connect(keyed, "c1=")).isInstanceOfSatisfying(Handshake.Accepted.class, accepted -> {
            assertThat(accepted.connection().authorizer()).containsEntry("team", "blue");
            assertThat(accepted.connection().identity()).containsEntry("apiKeyId", "key1");
        });
    }

    @Test
    void theAuthorizersEventIsTheDocumentedOne() {
        guardSays("Deny");
        guarded().connect(handshake(), "c1=");

        assertThat(event().keySet().toString())
                .isEqualTo("[type, methodArn, headers, multiValueHeaders, queryStringParameters,"
                        + " multiValueQueryStringParameters, stageVariables, requestContext]");
        assertThat(String.valueOf(event().get("methodArn")))
                .isEqualTo("arn:aws:execute-api:eu-west-1:123456789012:abcdef1234/live/$connect");
        assertThat(backends.invoked.getLast().sourceArn())
                .isEqualTo("arn:aws:execute-api:eu-west-1:123456789012:abcdef1234/authorizers/a");
    }

    @Test
    void handshakesWithoutTheIdentityAreUnauthorizedAndTheAuthorizerIsNotAsked() {
        ApiRequest nobody = handshake();
        nobody.headers().remove("X-User");

        rejected(guarded().connect(nobody, "c1="), 401, "Unauthorized");
        assertThat(backends.invoked).isEmpty();
    }

    @Test
    void anAuthorizerThatRaisesUnauthorizedMeansIt() {
        for (var said : Map.of("{\"errorMessage\" : \"Unauthorized\"}", 401, "{\"errorMessage\": \"other\"}", 500)
                .entrySet()) {
            backends.functions.put(
                    GUARD, new BackendAnswer.Returned(said.getKey().getBytes(StandardCharsets.UTF_8), true));
            rejected(
                    guarded().connect(handshake(), "c1="),
                    said.getValue(),
                    said.getValue() == 401 ? "Unauthorized" : "Internal server error");
        }
    }

    @Test
    void theHandshakeIsAnsweredAsItsFunctionSays() {
        WebSocketStage stage = stage(integration("AWS_PROXY", Map.of()));
        backends.returns(FUNCTION, "{\"statusCode\": 403}");
        rejected(stage.connect(handshake(), "c1="), 403, "Forbidden");
        backends.returns(FUNCTION, "{\"statusCode\": \"401\"}");
        rejected(stage.connect(handshake(), "c1="), 401, "Forbidden");
        backends.returns(FUNCTION, "{\"statusCode\": 500}");
        rejected(stage.connect(handshake(), "c1="), 500, "Internal server error");
        backends.returns(FUNCTION, "\"no object\"");
        rejected(stage.connect(handshake(), "c1="), 502, "Internal server error");
        backends.functions.put(FUNCTION, new BackendAnswer.Returned("{}".getBytes(StandardCharsets.UTF_8), true));
        rejected(stage.connect(handshake(), "c1="), 502, "Internal server error");
        backends.functions.put(FUNCTION, new BackendAnswer.Refused("No permission."));
        rejected(stage.connect(handshake(), "c1="), 500, "Internal server error");
        backends.functions.put(FUNCTION, new BackendAnswer.TimedOut());
        rejected(stage.connect(handshake(), "c1="), 504, "Endpoint request timed out");
        backends.returns(FUNCTION, """
                {"statusCode": 200, "headers": {"sec-websocket-protocol": "chat"}}""");
        assertThat(stage.connect(handshake(), "c1="))
                .isInstanceOfSatisfying(
                        Handshake.Accepted.class,
                        accepted -> assertThat(accepted.protocol()).contains("chat"));
    }

    @Test
    void messagesThatNameAReservedRouteGoToTheDefaultOne() {
        backends.returns(FUNCTION, "{\"statusCode\": 200}");
        WebSocketStage stage = stage(integration("AWS_PROXY", Map.of()));
        for (String message : List.of("{\"action\": \"$connect\"}", "{\"action\": \"$disconnect\"}", "{}", "no JSON")) {
            stage.message(connection(), message);
            assertThat(backends.lastEvent().orElseThrow()).as(message).contains("\"routeKey\":\"$default\"");
        }
    }

    @Test
    void routesAreThrottled() {
        backends.returns(FUNCTION, "{\"statusCode\": 200}");
        WebSocketStage stage = stage(
                integration("AWS_PROXY", Map.of()),
                new HttpApiStage.RouteSettings(
                        Optional.of(1), Optional.of(1.0), Optional.empty(), Optional.empty(), Optional.empty()),
                Map.of(),
                "NONE");

        assertThat(stage.connect(handshake(), "c1=")).isInstanceOf(Handshake.Accepted.class);
        rejected(stage.connect(handshake(), "c2="), 429, "Too Many Requests");
        stage.message(connection(), "one");
        assertThat(stage.message(connection(), "two").orElseThrow()).startsWith("{\"message\":\"Too Many Requests\"");
    }

    @Test
    void theExecutionLogTellsWhatItsLevelAsksFor() {
        backends.returns(FUNCTION, "{\"statusCode\": 200, \"body\": \"said\"}");
        for (var level :
                Map.of("OFF", "0 lines", "ERROR", "0 lines", "INFO", "7 lines").entrySet()) {
            backends.served.clear();
            logged(level.getKey()).message(connection(), "hello");
            assertThat(backends.served.getLast().log().size() + " lines").isEqualTo(level.getValue());
        }
        assertThat(logged("INFO").message(connection(), "hello")).contains("said");
        assertThat(backends.served.getLast().log())
                .contains(
                        "WebSocket Request Route: [$default]",
                        "Method request body before transformations: hello",
                        "Method response body after transformations: said",
                        "Method completed with status: 200");

        backends.functions.clear();
        logged("ERROR").message(connection(), "hello");
        assertThat(backends.served.getLast().log()).containsExactly("There is no such function.");
    }

    private WebSocketStage logged(String level) {
        var settings = new HttpApiStage.RouteSettings(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(level), Optional.of(true));
        return stage(integration("AWS_PROXY", Map.of()), settings, Map.of(), "NONE");
    }
}
