package samara.cli.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import samara.cloud.resource.ResourceHandlers;
import samara.template.Diagnostic;
import samara.template.ObjectNode;
import samara.template.TemplateReader;
import samara.transform.LocalArtifacts;
import samara.transform.SamTransform;
import samara.transform.TransformOptions;

/// Each `cases/*.yaml` beside the findings it must have, in a file `.errors`, a line each. `-Dgolden=update` writes
/// them anew.
class LintCorpusTest {
    private static final Path ROOT = Path.of(System.getProperty("samara.root", ".."));
    private static final Path CASES = ROOT.resolve("cli/src/test/resources/samara/cli/lint/cases");

    static Stream<Path> templates() throws IOException {
        try (var files = Files.list(CASES)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    void findsWhatIsExpected(Path file) throws IOException {
        List<String> found = findings(file).stream()
                .map(finding -> finding.span().line() + ":" + finding.span().column() + " "
                        + finding.severity().word() + " " + finding.code() + " " + finding.message()
                        + finding.hint().map(hint -> " | " + hint).orElse(""))
                .toList();
        Path expected = file.resolveSibling(file.getFileName().toString().replace(".yaml", ".errors"));
        if (System.getProperty("golden", "").equals("update")) {
            Files.write(expected, found);
        }
        assertThat(found).isEqualTo(Files.readAllLines(expected));
    }

    @Test
    void everyRuleWithoutATestOfItsOwnHasACaseThatItFinds() throws IOException {
        List<String> without = new ArrayList<>();
        List<Path> templates = templates().toList();
        List<Rule> others = List.of(new AliasesWithoutVersion(), new TemplateSize());
        for (Rule rule : Rules.ALL) {
            if (others.stream().anyMatch(other -> other.getClass() == rule.getClass())) {
                continue;
            }
            String id = rule.about().id();
            Optional<Path> own = templates.stream()
                    .filter(file -> file.getFileName().toString().startsWith(id + "-"))
                    .findFirst();
            if (own.isEmpty()
                    || findings(own.get()).stream()
                            .noneMatch(finding -> finding.code().equals(id))) {
                without.add(id);
            }
        }
        assertThat(without).isEmpty();
    }

    @Test
    void everyRuleIsInTheDocumentation() throws IOException {
        Path page = ROOT.resolve("docs/lint.md");
        String begin = "<!-- rules -->\n";
        String text = Files.readString(page);
        int at = text.indexOf(begin) + begin.length();
        StringBuilder table =
                new StringBuilder("| id | level | what is wrong | what it means |\n| --- | --- | --- | --- |\n");
        Rules.ALL.stream()
                .map(Rule::about)
                .sorted(java.util.Comparator.comparing(Rule.About::id))
                .forEach(about -> table.append("| %s | %s | %s | %s |\n"
                        .formatted(about.id(), about.severity().word(), about.title(), about.help())));
        if (System.getProperty("golden", "").equals("update")) {
            Files.writeString(page, text.substring(0, at) + table);
        }
        assertThat(Files.readString(page).substring(at)).isEqualTo(table.toString());
    }

    private static List<Diagnostic> findings(Path file) throws IOException {
        ObjectNode source = TemplateReader.read(Files.readString(file), "template.yaml")
                .root()
                .orElseThrow();
        Optional<ObjectNode> made = SamTransform.transform(
                        LocalArtifacts.replace(source), TransformOptions.of("eu-west-1"))
                .template();
        boolean isAboutTheCloud = file.getFileName().toString().startsWith("S7");
        return Lint.findings(
                        Subject.of(source, made, Map.of(), "eu-west-1").forCloud(new ResourceHandlers(new FakeTypes())))
                .stream()
                .filter(finding -> isAboutTheCloud || !finding.code().startsWith("S7"))
                .toList();
    }
}
