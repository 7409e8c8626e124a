package samara.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `AWS::Include` of files beside the template.
class IncludeTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @BeforeEach
    void write() throws IOException {
        write("template.yaml", """
                Transform: AWS::Serverless-2016-10-31
                Resources:
                  Fn::Transform: {Name: AWS::Include, Parameters: {Location: more.yaml}}
                  Api:
                    Type: AWS::Serverless::Api
                    Properties:
                      StageName: live
                      DefinitionBody: {Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://bucket/api.yaml}}}
                """);
        write(
                "more.yaml",
                "Fn:\n  Type: AWS::Serverless::Function\n  Properties: {Runtime: python3.13, Handler: a.b}\n");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    @Test
    void aFileIsIncludedAndWhatLiesInS3IsLeft() {
        Run run = Run.of(folder, "transform");
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("AWS::Lambda::Function", "s3://bucket/api.yaml");
    }

    @Test
    void anErrorNamesThePlaceInTheSnippet() throws IOException {
        write(
                "more.yaml",
                "Fn:\n  Type: AWS::Serverless::Function\n  Properties: {Runtim: python3.13, Handler: a.b}\n");
        Run run = Run.of(folder, "validate");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("more.yaml:3:16: error", "Runtim: python3.13");
    }

    @Test
    void aMissingFileIsNamedAtItsLocation() throws IOException {
        Files.delete(folder.resolve("more.yaml"));
        assertThat(Run.of(folder, "validate").err())
                .contains("template.yaml:3:62: error: The snippet `more.yaml` is not there");
    }

    @Test
    void aNameThatIsThereAlreadyIsAnError() throws IOException {
        write("more.yaml", "Api: {Type: AWS::SNS::Topic}\n");
        assertThat(Run.of(folder, "validate").err()).contains("more.yaml:1:1: error", "which is there already");
    }

    @Test
    void parametersIncludeNothing() throws IOException {
        write("template.yaml", """
                Parameters:
                  Fn::Transform: {Name: AWS::Include, Parameters: {Location: more.yaml}}
                Resources: {A: {Type: AWS::SNS::Topic}}
                """);
        assertThat(Run.of(folder, "validate").err()).contains("can't include anything");
    }
}
