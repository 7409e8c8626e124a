package samara.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import samara.gateway.Corpus;
import samara.gateway.FakeBackends;
import samara.gateway.openapi.HttpApiReader;
import samara.gateway.openapi.OpenApiText;

/// Each file in `http/` is an HTTP API with requests and what must come of them. Dropping a file in adds a test.
class HttpCorpusTest {
    @TestFactory
    Stream<DynamicTest> corpus() throws IOException {
        return Corpus.files("http").stream().flatMap(HttpCorpusTest::tests);
    }

    private static Stream<DynamicTest> tests(Path file) {
        Map<?, ?> example = Corpus.map(Corpus.read(file));
        AtomicLong ids = new AtomicLong();
        var reading = HttpApiReader.read(
                OpenApiText.parse(Corpus.text(example.get("api")).getBytes(StandardCharsets.UTF_8)),
                () -> "id" + ids.incrementAndGet());
        assertThat(reading.diagnostics()).isEmpty();
        FakeBackends backends = new FakeBackends();
        Corpus.map(example.get("documents"))
                .forEach((url, document) -> backends.documents.put(url.toString(), Corpus.text(document)));
        String name = example.get("stage") instanceof String text ? text : HttpApiStage.DEFAULT;
        HttpStage stage = stage(example, name, reading.api(), backends);
        return Corpus.list(example.get("requests")).stream()
                .map(Corpus::map)
                .map(each -> DynamicTest.dynamicTest(
                        file.getFileName() + ": " + each.get("rule"),
                        () -> Corpus.check(
                                stage::handle, backends, each, name.equals(HttpApiStage.DEFAULT) ? "" : "/" + name)));
    }

    private static HttpStage stage(Map<?, ?> example, String name, HttpApi api, FakeBackends backends) {
        Map<String, String> variables = new LinkedHashMap<>();
        Corpus.map(example.get("stageVariables")).forEach((k, v) -> variables.put(k.toString(), v.toString()));
        var stage = new HttpApiStage(
                name,
                Optional.of("dep1"),
                Optional.empty(),
                true,
                variables,
                Optional.empty(),
                HttpApiStage.RouteSettings.NONE,
                Map.of());
        return new HttpStage(
                new DeployedHttpApi("abcdef1234", "123456789012", "eu-west-1", "aws", api, stage),
                backends,
                InstantSource.fixed(Instant.parse("2026-11-23T01:02:03.456Z")),
                () -> 42L);
    }
}
