package samara.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class TemplateReaderTest {

    @TestFactory
    Stream<DynamicTest> readsEachCaseOfTheCorpus() throws IOException {
        return Corpus.of("reader").tests(input -> {
            TemplateReader.Read read =
                    TemplateReader.read(text(input), input.getFileName().toString());
            read.node().filter(node -> !read.hasErrors()).ifPresent(TemplateReaderTest::assertWritersKeepIt);
            return new Corpus.Outcome(read.node(), read.diagnostics());
        });
    }

    @Test
    void knowsThePlaceOfNamesAndValues() {
        ObjectNode root =
                TemplateReader.read("a:\n  bc: [1, !Ref X]\n", "t.yaml").root().orElseThrow();
        ObjectNode inner = root.object("a").orElseThrow();
        assertThat(root.nameSpan("a")).isEqualTo(new Span("t.yaml", 1, 1, 1, 2));
        assertThat(inner.nameSpan("bc")).isEqualTo(new Span("t.yaml", 2, 3, 2, 5));
        ListNode list = (ListNode) inner.get("bc").orElseThrow();
        assertThat(list.span()).isEqualTo(new Span("t.yaml", 2, 7, 2, 18));
        assertThat(list.elements().get(1).span()).isEqualTo(new Span("t.yaml", 2, 11, 2, 17));
    }

    @Test
    void knowsThePlaceInJson() {
        ObjectNode root = TemplateReader.read("{\n  \"a\": {\"b\": 12}\n}", "t.json")
                .root()
                .orElseThrow();
        assertThat(root.nameSpan("a")).isEqualTo(new Span("t.json", 2, 3, 2, 6));
        assertThat(root.object("a").orElseThrow().get("b").orElseThrow().span())
                .isEqualTo(new Span("t.json", 2, 14, 2, 16));
    }

    private static void assertWritersKeepIt(Node node) {
        assertThat(TemplateReader.readValue(JsonWriter.compact(node), "w.json").node())
                .contains(node);
        assertThat(TemplateReader.readValue(JsonWriter.indented(node), "w.json").node())
                .contains(node);
        if (!JsonWriter.compact(node).contains("e2")) {
            assertThat(TemplateReader.readValue(YamlWriter.write(node), "w.yaml")
                            .node())
                    .contains(node);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
