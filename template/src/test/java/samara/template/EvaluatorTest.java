package samara.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class EvaluatorTest {
    private static final Span NOWHERE = Span.outside("test");

    @TestFactory
    Stream<DynamicTest> evaluatesEachCaseOfTheCorpus() throws IOException {
        return Corpus.of("evaluator").tests(EvaluatorTest::evaluate);
    }

    @Test
    void findsCircles() {
        assertThat(Dependencies.cycle(Map.of("A", List.of("B"), "B", List.of("C"), "C", List.of("A", "B"))))
                .hasSize(3);
        assertThat(Dependencies.cycle(Map.of("A", List.of("B"), "B", List.of("C"))))
                .isEmpty();
    }

    @Test
    void countsOnlyTheSideOfAnIfThatHolds() {
        Node node = TemplateReader.read("a: !If [C, !Ref X, !GetAtt Y.Arn]\nb: !Sub ['${V}${Z.Q}', {V: !Ref W}]", "t")
                .node()
                .orElseThrow();
        assertThat(Dependencies.of(node, Map.of("C", false)).stream().map(Dependencies.Reference::logicalId))
                .containsExactly("Y", "Z", "W");
    }

    private static Corpus.Outcome evaluate(Path input) {
        String text;
        try {
            text = Files.readString(input);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        TemplateReader.Read read = TemplateReader.read(text, input.getFileName().toString());
        var diagnostics = new ArrayList<>(read.diagnostics());
        Template template = Template.of(read.root().orElseThrow(), diagnostics);
        SsmParameters ssm = name -> switch (name) {
            case "/a/b" -> Optional.of("stored");
            case "/list" -> Optional.of("x,y");
            default -> Optional.empty();
        };
        ParameterValues parameters = ParameterValues.resolve(template.parameters(), Map.of(), ssm, NOWHERE);
        diagnostics.addAll(parameters.diagnostics());
        var evaluator = new Evaluator(
                template,
                parameters.values(),
                new PseudoParameters("123456789012", "eu-west-1", "stack", "arn:stack", List.of()),
                new FakeStack());
        var conditions = new LinkedHashMap<String, Boolean>();
        diagnostics.addAll(evaluator.conditions(conditions).diagnostics());
        var out = template.resources().get("Out");
        if (out == null) {
            return new Corpus.Outcome(Optional.empty(), diagnostics);
        }
        Evaluator.Evaluated value = evaluator.evaluate(out.properties());
        diagnostics.addAll(value.diagnostics());
        return new Corpus.Outcome(value.value(), diagnostics);
    }

    private static final class FakeStack implements References {
        @Override
        public Optional<Node> ref(String logicalId) {
            return Optional.of(new StringNode("id-of-" + logicalId, NOWHERE));
        }

        @Override
        public Optional<Node> attribute(String logicalId, String attribute) {
            return attribute.equals("Arn")
                    ? Optional.of(new StringNode("arn-of-" + logicalId, NOWHERE))
                    : Optional.empty();
        }

        @Override
        public Optional<Node> export(String name) {
            return name.equals("shared") ? Optional.of(new StringNode("exported", NOWHERE)) : Optional.empty();
        }

        @Override
        public Optional<String> dynamic(String service, String reference) {
            return service.equals("ssm") ? Optional.of("stored") : Optional.empty();
        }
    }
}
