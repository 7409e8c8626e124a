package samara.cli.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import samara.template.Diagnostic;
import samara.template.Node;
import samara.template.ObjectNode;
import samara.template.Span;
import samara.template.TemplateReader;

class SarifTest {
    private static ObjectNode run(Diagnostic... diagnostics) {
        return TemplateReader.read(Sarif.of(List.of(diagnostics)), "sarif.json")
                .root()
                .orElseThrow()
                .get("runs")
                .flatMap(Node::asList)
                .orElseThrow()
                .getFirst()
                .asObject()
                .orElseThrow();
    }

    private static ObjectNode first(ObjectNode in, String list) {
        return in.get(list)
                .flatMap(Node::asList)
                .orElseThrow()
                .getFirst()
                .asObject()
                .orElseThrow();
    }

    @Test
    void aResultHasItsRuleItsLevelAndItsRegion() {
        ObjectNode run = run(Diagnostic.warning("S4001", "Not used.", new Span("my app/t.yaml", 3, 5, 3, 9))
                .inResource("Fn")
                .hint("Use it."));
        ObjectNode result = first(run, "results");
        assertThat(result.string("ruleId")).contains("S4001");
        assertThat(result.string("level")).contains("warning");
        assertThat(result.object("message").flatMap(message -> message.string("text")))
                .contains("Not used. Use it.");
        ObjectNode place = first(result, "locations").object("physicalLocation").orElseThrow();
        assertThat(place.object("artifactLocation").flatMap(file -> file.string("uri")))
                .contains("my%20app/t.yaml");
        assertThat(place.object("region").orElseThrow())
                .isEqualTo(TemplateReader.read(
                                "{\"startLine\": 3, \"startColumn\": 5, \"endLine\": 3, \"endColumn\": 9}", "x.json")
                        .root()
                        .orElseThrow());
    }

    /// Every kind of finding there is: with and without a place, resource and hint, of the lint and of the transform.
    @Test
    void conformsToTheSchemaOfItsVersion() throws IOException {
        var findings = List.of(
                Diagnostic.warning("S4001", "Not used.", new Span("my app/t.yaml", 3, 5, 3, 9))
                        .inResource("Fn")
                        .hint("Use it."),
                Diagnostic.error("unknown-property", "“Größe”.", new Span("/tmp/ä?.yaml", 1, 1, 2, 1)),
                Diagnostic.error("yaml", "No.", new Span("t.yaml", 7, 2, 7, 2)),
                Diagnostic.info("S7001", "No.", Span.outside("t.yaml")));

        assertThat(schemaErrors(Sarif.of(findings))).isEmpty();
        assertThat(schemaErrors(Sarif.of(List.of()))).isEmpty();
        assertThat(schemaErrors(Sarif.of(findings).replace("\"level\": \"note\"", "\"level\": \"info\"")))
                .isNotEmpty();
    }

    /// `sarif-schema-2.1.0.json` is OASIS's own.
    private static List<String> schemaErrors(String document) throws IOException {
        try (var in = SarifTest.class.getResourceAsStream("sarif-schema-2.1.0.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(Objects.requireNonNull(in))
                    .validate(document, InputFormat.JSON)
                    .stream()
                    .map(Object::toString)
                    .toList();
        }
    }

    @Test
    void aRuleIndexPointsAtItsRule() {
        ObjectNode run = run(
                Diagnostic.error("unknown-property", "No.", new Span("t.yaml", 1, 1, 1, 1)),
                Diagnostic.info("S7001", "No.", Span.outside("t.yaml")));
        List<Node> rules = run.object("tool")
                .flatMap(tool -> tool.object("driver"))
                .flatMap(driver -> driver.get("rules"))
                .flatMap(Node::asList)
                .orElseThrow();
        for (Node result : run.get("results").flatMap(Node::asList).orElseThrow()) {
            ObjectNode object = result.asObject().orElseThrow();
            int index = Integer.parseInt(
                    object.get("ruleIndex").flatMap(Node::asText).orElseThrow());
            assertThat(rules.get(index).asObject().orElseThrow().string("id")).isEqualTo(object.string("ruleId"));
        }
    }

    @Test
    void whatHasNoPlaceHasNoRegion() {
        ObjectNode result = first(run(Diagnostic.info("S7001", "No.", Span.outside("t.yaml"))), "results");
        assertThat(first(result, "locations")
                        .object("physicalLocation")
                        .orElseThrow()
                        .has("region"))
                .isFalse();
    }
}
