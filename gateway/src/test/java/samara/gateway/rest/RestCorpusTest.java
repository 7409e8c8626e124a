package samara.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import samara.gateway.Corpus;
import samara.gateway.FakeBackends;
import samara.gateway.api.MethodSettings;
import samara.gateway.api.RestApi;
import samara.gateway.api.Stage;
import samara.gateway.openapi.OpenApiReader;

/// Each file in `rest/` is an API (OpenAPI) with requests, what its backends answer, and what must come of it: the
/// event, the status, the headers, the body, the log. Dropping a file in adds a test.
class RestCorpusTest {
    @TestFactory
    Stream<DynamicTest> corpus() throws IOException {
        return Corpus.files("rest").stream().flatMap(RestCorpusTest::tests);
    }

    private static Stream<DynamicTest> tests(Path file) {
        Map<?, ?> example = Corpus.map(Corpus.read(file));
        AtomicLong ids = new AtomicLong();
        var reading = OpenApiReader.read(
                samara.gateway.rest.Trees.node(example.get("api")), () -> "id" + ids.incrementAndGet());
        assertThat(reading.diagnostics()).isEmpty();
        FakeBackends backends = new FakeBackends();
        RestStage stage = stage(example, reading.api(), backends);
        return Corpus.list(example.get("requests")).stream()
                .map(Corpus::map)
                .map(each -> DynamicTest.dynamicTest(
                        file.getFileName() + ": " + each.get("rule"),
                        () -> Corpus.check(stage::handle, backends, each, "/Prod")));
    }

    private static Map<String, MethodSettings> caching(Map<?, ?> example) {
        MethodSettings off = MethodSettings.DEFAULT;
        return Map.of(
                "*/*",
                new MethodSettings(
                        false,
                        "OFF",
                        false,
                        off.throttlingBurstLimit(),
                        off.throttlingRateLimit(),
                        true,
                        ((Number) Objects.requireNonNull(example.get("ttl"))).intValue(),
                        false,
                        example.get("strategy") != null,
                        Corpus.text(example.get("strategy"))));
    }

    private static RestStage stage(Map<?, ?> example, RestApi api, FakeBackends backends) {
        Map<String, String> variables = new LinkedHashMap<>();
        Corpus.map(example.get("stageVariables")).forEach((k, v) -> variables.put(k.toString(), v.toString()));
        Stage plain = Stage.of("Prod", "dep1");
        Stage stage = new Stage(
                plain.name(),
                plain.deploymentId(),
                plain.description(),
                variables,
                example.get("caching") instanceof Map<?, ?> ? caching(Corpus.map(example.get("caching"))) : Map.of(),
                plain.accessLog(),
                plain.tracingEnabled(),
                example.get("caching") instanceof Map<?, ?> ? Optional.of("0.5") : Optional.empty(),
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
}
