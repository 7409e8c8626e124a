package samara.cli.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import samara.template.Diagnostic;
import samara.template.ObjectNode;
import samara.template.Severity;
import samara.template.TemplateReader;
import samara.transform.SamTransform;
import samara.transform.TransformOptions;

/// Rules that need more than a small file: what is deployed, or a large template.
class RulesWithSurroundingsTest {
    private static final String FUNCTION = """
            Transform: AWS::Serverless-2016-10-31
            Parameters:
              Seconds: {Type: String, Default: "3"}
            Resources:
              Fn:
                Type: AWS::Serverless::Function
                Properties:
                  Runtime: python3.13
                  Handler: app.handler
                  CodeUri: s3://bucket/%s
                  Timeout: %s
                  AutoPublishAlias: live
                  AutoPublishAliasAllProperties: %s
            """;

    private static ObjectNode read(String text) {
        return TemplateReader.read(text, "template.yaml").root().orElseThrow();
    }

    private static Optional<ObjectNode> made(ObjectNode source) {
        return SamTransform.transform(source, TransformOptions.of("eu-west-1")).template();
    }

    private static List<Diagnostic> deploy(String from, String to, Map<String, String> parameters) {
        ObjectNode source = read(to);
        return Lint.beforeDeployment(Subject.of(source, made(source), parameters, "eu-west-1")
                .after(new Deployed(made(read(from)).orElseThrow(), Map.of("Seconds", "3"))));
    }

    @Test
    void warnsOfAChangeThatNoVersionGets() {
        assertThat(deploy(FUNCTION.formatted("a", 3, false), FUNCTION.formatted("a", 9, false), Map.of()))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.code()).isEqualTo("S5002");
                    assertThat(found.severity()).isEqualTo(Severity.WARNING);
                    assertThat(found.span().line()).isEqualTo(11);
                    assertThat(found.message()).startsWith("`Timeout` of `Fn` changes");
                });
    }

    @Test
    void isSilentWhereAVersionIsPublished() {
        assertThat(deploy(FUNCTION.formatted("a", 3, false), FUNCTION.formatted("b", 9, false), Map.of()))
                .isEmpty();
        assertThat(deploy(FUNCTION.formatted("a", 3, true), FUNCTION.formatted("a", 9, true), Map.of()))
                .isEmpty();
    }

    @Test
    void isSilentWhereNothingChanges() {
        assertThat(deploy(FUNCTION.formatted("a", 3, false), FUNCTION.formatted("a", "'3'", false), Map.of()))
                .isEmpty();
    }

    @Test
    void warnsWhereAParameterHasAnotherValue() {
        String text = FUNCTION.formatted("a", "!Ref Seconds", false);
        assertThat(deploy(text, text, Map.of("Seconds", "9"))).hasSize(1);
        assertThat(deploy(text, text, Map.of("Seconds", "3"))).isEmpty();
    }

    @Test
    void aTemplateOfMoreThanAMegabyteIsTooLarge() {
        String text = "Resources:\n  T: {Type: AWS::SNS::Topic, Metadata: {Text: " + "x".repeat(1_000_000) + "}}";
        assertThat(Lint.findings(Subject.of(read(text), made(read(text)), Map.of(), "eu-west-1")))
                .anyMatch(found -> found.code().equals("S1003") && found.isError());
    }
}
