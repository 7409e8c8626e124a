package samara.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import samara.gateway.ApiRequest;
import samara.gateway.ApiResponse;
import samara.gateway.Backends.TraceDecision;
import samara.gateway.FakeBackends;
import samara.gateway.Headers;
import samara.gateway.RequestTrace;
import samara.gateway.TracedRequest;
import samara.gateway.TracedRequest.Callee;
import samara.gateway.TracedRequest.Period;
import samara.gateway.api.RestApi;
import samara.gateway.api.Stage;
import samara.gateway.json.Json;
import samara.gateway.openapi.OpenApiReader;

/// What a stage that traces tells of its requests, and hands on.
class TracingTest {
    private static final String API = """
            {"swagger":"2.0","info":{"title":"t","version":"1"},"paths":{
            "/http":{"get":{"responses":{},"x-amazon-apigateway-integration":{"type":"http_proxy","httpMethod":"GET",
            "uri":"http://shop.example/x"}}},
            "/stream":{"get":{"responses":{},"x-amazon-apigateway-integration":{"type":"http_proxy","httpMethod":"GET",
            "responseTransferMode":"STREAM","uri":"http://shop.example/x"}}},
            "/mock":{"get":{"responses":{},"x-amazon-apigateway-integration":{"type":"mock","requestTemplates":{
            "application/json":"{\\"statusCode\\":200}"},"responses":{"default":{"statusCode":"200"}}}}}}}
            """;
    private static final RequestTrace TRACE = new RequestTrace(
            "1-65432100-000000000000000000000001", Optional.empty(), "00000000000000a1", "00000000000000b1");

    private final FakeBackends backends = new FakeBackends();
    private Instant now = Instant.parse("2026-11-23T01:02:03Z");

    private static RestApi api() {
        var ids = new AtomicInteger();
        var reading = OpenApiReader.read(Trees.node(Json.read(API)), () -> "id" + ids.incrementAndGet());
        assertThat(reading.diagnostics()).isEmpty();
        return reading.api();
    }

    private static ApiRequest request(String path) {
        return new ApiRequest(
                "GET",
                path,
                "/Prod" + path,
                Optional.empty(),
                new Headers(),
                new byte[0],
                new ApiRequest.Client("127.0.0.1", "HTTP/1.1", "localhost", 80, "http", Optional.empty()));
    }

    private ApiResponse get(String path) {
        backends.answers(200, Map.of("Content-Type", "text/plain"), "hello");
        Stage plain = Stage.of("Prod", "dep1");
        Stage traced = new Stage(
                plain.name(),
                plain.deploymentId(),
                plain.description(),
                plain.variables(),
                plain.methodSettings(),
                plain.accessLog(),
                true,
                plain.cacheClusterSize(),
                plain.clientCertificateId(),
                plain.documentationVersion(),
                plain.canary(),
                plain.webAclArn());
        RestStage stage = new RestStage(
                new DeployedApi("abcdef1234", "123456789012", "eu-west-1", "aws", api(), traced),
                backends,
                () -> now,
                () -> 42L);
        return stage.handle(request(path));
    }

    @Test
    void tellsWhatIsBehindTheApi() {
        backends.decision = new TraceDecision("", Optional.of(TRACE));
        assertThat(get("/http").status()).isEqualTo(200);
        assertThat(backends.fetched.getFirst().headers().get("X-Amzn-Trace-Id"))
                .contains("Root=" + TRACE.root() + ";Parent=00000000000000b1;Sampled=1");
        assertThat(backends.traced).singleElement().satisfies(traced -> {
            assertThat(traced.trace()).isEqualTo(TRACE);
            assertThat(traced.answerBytes()).isEqualTo(5);
            assertThat(traced.call()).hasValueSatisfying(call -> {
                assertThat(call.callee()).isEqualTo(new Callee.Endpoint("http://shop.example/x", Optional.of("GET")));
                assertThat(call.status()).contains(200);
            });
        });
    }

    @Test
    void endsWithTheStream() throws IOException {
        backends.decision = new TraceDecision("", Optional.of(TRACE));
        Instant start = now;
        try (InputStream body = get("/stream").stream().orElseThrow()) {
            assertThat(backends.traced).isEmpty();
            now = now.plus(Duration.ofSeconds(2));
            assertThat(body.readAllBytes()).hasSize(5);
        }
        TracedRequest traced = backends.traced.getFirst();
        assertThat(traced.period()).isEqualTo(new Period(start, now));
        assertThat(traced.call().orElseThrow().period()).isEqualTo(new Period(start, now));
        assertThat(traced.answerBytes()).isEqualTo(5);
    }

    @Test
    void hasNoCallWhereNothingIsBehindTheApi() {
        backends.decision = new TraceDecision("", Optional.of(TRACE));
        assertThat(get("/mock").status()).isEqualTo(200);
        assertThat(get("/missing").status()).isEqualTo(403);
        assertThat(backends.traced)
                .extracting(TracedRequest::status, TracedRequest::call)
                .containsExactly(tuple(200, Optional.empty()), tuple(403, Optional.empty()));
    }

    @Test
    void handsOnThatARequestIsNotTraced() {
        backends.decision = new TraceDecision("Root=1-x;Sampled=0", Optional.empty());
        get("/http");
        assertThat(backends.fetched.getFirst().headers().get("X-Amzn-Trace-Id")).contains("Root=1-x;Sampled=0");
        assertThat(backends.traced).isEmpty();
    }
}
