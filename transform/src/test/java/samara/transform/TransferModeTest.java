package samara.transform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import samara.template.JsonWriter;
import samara.template.TemplateReader;

/// `ResponseTransferMode` of a function's event: what AWS's transform does not know has no effect there.
class TransferModeTest {
    private static TransformResult transformed(String mode) {
        String template = """
                Transform: AWS::Serverless-2016-10-31
                Resources:
                  Writer:
                    Type: AWS::Serverless::Function
                    Properties:
                      Runtime: nodejs22.x
                      Handler: app.handler
                      InlineCode: none
                      Events:
                        Get: {Type: Api, Properties: {Path: /, Method: get, ResponseTransferMode: %s}}
                """.formatted(mode);
        return SamTransform.transform(
                TemplateReader.read(template, "template.yaml").root().orElseThrow(), TransformOptions.of("eu-west-1"));
    }

    @Test
    void aModeThatIsTakenForBufferedIsWarnedOf() {
        TransformResult result = transformed("STREAM");
        assertThat(result.diagnostics()).singleElement().satisfies(one -> {
            assertThat(one.isError()).isFalse();
            assertThat(one.message()).contains("`STREAM`", "`RESPONSE_STREAM` streams the answer");
            assertThat(one.span().line()).isEqualTo(10);
            assertThat(one.resourceId()).contains("Writer");
        });
        assertThat(JsonWriter.indented(result.template().orElseThrow())).doesNotContain("responseTransferMode");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RESPONSE_STREAM", "BUFFERED"})
    void knownModesAreNot(String mode) {
        assertThat(transformed(mode).diagnostics()).isEmpty();
    }
}
