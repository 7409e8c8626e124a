package samara.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import samara.gateway.ApiRequest;
import samara.gateway.ApiResponse;
import samara.gateway.BackendAnswer;
import samara.gateway.Headers;
import samara.gateway.api.RestApi;
import samara.gateway.api.Stage;
import samara.gateway.json.Json;
import samara.gateway.openapi.OpenApiReader;

/// Each file in `rest/` is an API (OpenAPI) with requests, what its backends answer, and what must come of it: the
/// event, the status, the headers, the body, the log. Dropping a file in adds a test.
class RestCorpusTest {
    private static final Path CORPUS = Path.of("src/test/resources/samara/gateway/rest");

    @TestFactory
    Stream<DynamicTest> corpus() throws IOException {
        Path root = Path.of(System.getProperty("samara.root", ".."), "gateway").resolve(CORPUS);
        List<Path> files;
        try (Stream<Path> found = Files.list(root)) {
            files = found.sorted().toList();
        }
        assertThat(files).isNotEmpty();
        return files.stream().flatMap(RestCorpusTest::tests);
    }

    private static Stream<DynamicTest> tests(Path file) {
        Map<?, ?> example = map(read(file));
        AtomicLong ids = new AtomicLong();
        var reading = OpenApiReader.read(
                samara.gateway.rest.Trees.node(example.get("api")), () -> "id" + ids.incrementAndGet());
        assertThat(reading.diagnostics()).isEmpty();
        FakeBackends backends = new FakeBackends();
        RestStage stage = stage(example, reading.api(), backends);
        return list(example.get("requests")).stream()
                .map(RestCorpusTest::map)
                .map(each -> DynamicTest.dynamicTest(
                        file.getFileName() + ": " + each.get("rule"), () -> check(stage, backends, each)));
    }

    private static RestStage stage(Map<?, ?> example, RestApi api, FakeBackends backends) {
        Map<String, String> variables = new LinkedHashMap<>();
        map(example.get("stageVariables")).forEach((k, v) -> variables.put(k.toString(), v.toString()));
        Stage plain = Stage.of("Prod", "dep1");
        Stage stage = new Stage(
                plain.name(),
                plain.deploymentId(),
                plain.description(),
                variables,
                plain.methodSettings(),
                plain.accessLog(),
                plain.tracingEnabled(),
                plain.cacheClusterSize(),
                plain.clientCertificateId(),
                plain.documentationVersion(),
                plain.canary(),
                plain.webAclArn());
        return new RestStage(
                new DeployedApi("abcdef1234", "123456789012", "eu-west-1", "aws", api, stage),
                backends,
                InstantSource.fixed(Instant.parse("2026-11-23T01:02:03.456Z")),
                () -> 42L);
    }

    private static void check(RestStage stage, FakeBackends backends, Map<?, ?> each) {
        backends.invoked.clear();
        backends.served.clear();
        map(each.get("functions")).forEach((name, payload) -> backends.returns(name.toString(), text(payload)));
        map(each.get("failures"))
                .forEach((name, payload) -> backends.functions.put(
                        name.toString(),
                        new BackendAnswer.Returned(text(payload).getBytes(StandardCharsets.UTF_8), true)));
        map(each.get("refusals"))
                .forEach((name, reason) ->
                        backends.functions.put(name.toString(), new BackendAnswer.Refused(reason.toString())));
        if (each.get("endpoint") instanceof Map<?, ?> endpoint) {
            Map<String, String> headers = new LinkedHashMap<>();
            map(endpoint.get("headers")).forEach((k, v) -> headers.put(k.toString(), v.toString()));
            backends.answers(Integer.parseInt(text(endpoint.get("status"))), headers, text(endpoint.get("body")));
        }
        ApiResponse response = stage.handle(request(map(each.get("request"))));
        Map<?, ?> expect = map(each.get("expect"));
        expect.forEach((what, value) -> {
            switch (what.toString()) {
                case "status" -> assertThat(response.status()).isEqualTo(((Number) value).intValue());
                case "body" ->
                    assertThat(new String(response.body(), StandardCharsets.UTF_8))
                            .isEqualTo(value);
                case "bodyBase64" ->
                    assertThat(Base64.getEncoder().encodeToString(response.body()))
                            .isEqualTo(value);
                case "headers" ->
                    map(value)
                            .forEach((name, header) -> assertThat(
                                            response.headers().all(name.toString()))
                                    .as(name.toString())
                                    .isEqualTo(header instanceof List ? header : List.of(header)));
                case "event" -> assertThat(backends.lastEvent().map(Json::read)).contains(value);
                case "payload" -> assertThat(backends.lastEvent()).contains(value.toString());
                case "invoked" -> assertThat(backends.invoked).hasSize(((Number) value).intValue());
                case "log" ->
                    assertThat(backends.served.getLast().log().toString()).contains(value.toString());
                case "call" -> assertThat(call(backends)).isEqualTo(value);
                default -> throw new IllegalArgumentException("The expectation `" + what + "` is not known.");
            }
        });
    }

    private static Map<String, Object> call(FakeBackends backends) {
        Map<String, Object> call = new LinkedHashMap<>();
        if (!backends.fetched.isEmpty()) {
            var http = backends.fetched.getLast();
            call.put("method", http.method());
            call.put("url", http.url());
            call.put("body", new String(http.body(), StandardCharsets.UTF_8));
        } else {
            var service = backends.called.getLast();
            call.put("service", service.target().service());
            call.put("action", service.target().action().orElse(""));
            call.put("path", service.path());
            call.put("credentials", service.credentials().orElse(""));
            call.put("body", new String(service.body(), StandardCharsets.UTF_8));
        }
        return call;
    }

    private static ApiRequest request(Map<?, ?> request) {
        String[] target = text(request.get("path")).split("\\?", 2);
        Headers headers = new Headers().add("Host", "abcdef1234.execute-api.localhost:4566");
        map(request.get("headers")).forEach((name, value) -> {
            for (Object one : value instanceof List<?> several ? several : List.of(value)) {
                headers.add(name.toString(), one.toString());
            }
        });
        byte[] body = request.get("bodyBase64") instanceof String base64
                ? Base64.getDecoder().decode(base64)
                : text(request.get("body")).getBytes(StandardCharsets.UTF_8);
        return new ApiRequest(
                text(request.get("method")),
                target[0],
                "/Prod" + target[0],
                target.length > 1 ? Optional.of(target[1]) : Optional.empty(),
                headers,
                body,
                new ApiRequest.Client(
                        "127.0.0.1", "HTTP/1.1", "abcdef1234.execute-api.localhost", 4566, "http", Optional.empty()));
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value instanceof String text ? text : Json.text(value);
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private static @Nullable Object read(Path file) {
        try {
            return Json.read(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
