package samara.cli.lint;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import samara.cloud.Catalogue;
import samara.template.Diagnostic;
import samara.template.Node;
import samara.template.ObjectNode;
import samara.template.Span;
import samara.template.StringNode;
import samara.template.TemplateReader;
import samara.transform.LocalArtifacts;
import samara.transform.SamTransform;
import samara.transform.TransformOptions;

/// The lint over the public SAM cases, which are valid templates, beside this project where they are present.
class LintCasesTest {
    private static final Map<String, String> PARAMETERS = Map.of("param1", "value1", "param2", "value2");
    private static final String REGION = "ap-southeast-1";

    @Test
    void findsNoErrorWhereCloudFormationWouldFindNone() throws IOException {
        Path folder = Path.of(System.getProperty("samara.root", "..")).resolve("../shared/transform-cases");
        assumeTrue(Files.isDirectory(folder), "The SAM cases are not in " + folder + ".");
        SortedSet<String> errors = new TreeSet<>();
        try (var cases = Files.list(folder)) {
            for (Path one : cases.filter(path -> Files.exists(path.resolve("aws.json")))
                    .sorted()
                    .toList()) {
                lint(one).stream()
                        .filter(finding -> finding.isError() || !finding.span().isLocated())
                        .forEach(finding -> errors.add(
                                one.getFileName() + " " + finding.span().line() + " " + finding.code()));
            }
        }
        assertThat(errors).containsExactlyElementsOf(trueErrors());
    }

    private static SortedSet<String> trueErrors() throws IOException {
        try (var stream = LintCasesTest.class.getResourceAsStream("true-errors.txt")) {
            return new String(requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static List<Diagnostic> lint(Path one) throws IOException {
        ObjectNode source = TemplateReader.read(Files.readString(one.resolve("template.yaml")), "template.yaml")
                .root()
                .orElseThrow();
        Map<String, Node> values = new LinkedHashMap<>();
        PARAMETERS.forEach((name, value) -> values.put(name, new StringNode(value, Span.outside("parameters"))));
        var made = SamTransform.transform(
                LocalArtifacts.replace(source),
                TransformOptions.of(REGION).withParameters(values).withApplications(LocalArtifacts.applications()));
        assertThat(made.template()).as(one.toString()).isPresent();
        try (var catalogue = new Catalogue(one)) {
            return Lint.findings(
                    Subject.of(source, made.template(), PARAMETERS, REGION).forCloud(catalogue.handlers()));
        }
    }
}
