package samara.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import samara.template.ObjectNode;
import samara.template.YamlWriter;

class StackTemplateTest {
    private static final String PARENT = """
            Parameters:
              Code:
                Type: String
                Default: fn
            Resources:
              Own:
                Type: AWS::Serverless::Function
                Properties: {CodeUri: !Sub "${Code}", Handler: app.h, Runtime: provided.al2023}
              Child:
                Type: AWS::Serverless::Application
                Properties:
                  Location: nested/child.yaml
                  Parameters: {Runtime: provided.al2023}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temporary;

    @SuppressWarnings("NullAway.Init")
    private BuildFolder app;

    @BeforeEach
    void write() throws IOException {
        app = new BuildFolder(temporary)
                .write("fn/bootstrap", "own")
                .write("nested/fn/bootstrap", "inner")
                .write("nested/openapi.yaml", "{}")
                .write("nested/child.yaml", """
                        Parameters: {Runtime: {Type: String}}
                        Resources:
                          Inner:
                            Type: AWS::Serverless::Function
                            Properties: {CodeUri: fn, Handler: app.h, Runtime: !Ref Runtime}
                          Api:
                            Type: AWS::Serverless::Api
                            Properties: {DefinitionUri: openapi.yaml, StageName: v1}
                        """);
    }

    private StackTemplate stack(String text) {
        ObjectNode root = BuildFolder.template(text);
        return StackTemplate.of(root, temporary, LocalValues.of(root, Map.of()));
    }

    @Test
    void buildsNestedStacksIntoFoldersOfTheirOwn() {
        StackTemplate stack = stack(PARENT);
        List<Artifact> artifacts = stack.artifacts().artifacts();
        assertThat(artifacts).extracting(Artifact::path).containsExactly("Own", "Child/Inner");
        List<SamBuild.Built> built = new SamBuild(app.settings, app.tools(), line -> {}).build(artifacts);
        assertThat(app.built("Child/Inner/bootstrap")).hasContent("inner");
        String parent = YamlWriter.write(BuiltTemplate.of(stack, app.built(""), built));
        assertThat(parent).contains("CodeUri: Own").contains("Location: Child/template.yaml");
        StackTemplate child = stack.children().values().iterator().next();
        assertThat(YamlWriter.write(BuiltTemplate.of(child, app.built("Child"), built)))
                .contains("CodeUri: Inner")
                .contains("DefinitionUri: ../../../nested/openapi.yaml");
    }

    @Test
    void aTemplateThatHoldsItselfIsRefused() throws IOException {
        app.write("nested/child.yaml", """
                Resources:
                  Again:
                    Type: AWS::CloudFormation::Stack
                    Properties: {TemplateURL: child.yaml}
                """);
        assertThatThrownBy(() -> stack(PARENT)).hasMessageContaining("holds itself");
    }

    @Test
    void aNestedTemplateThatIsNotThereIsAnErrorAtItsPlace() {
        assertThatThrownBy(() -> stack(PARENT.replace("child.yaml", "gone.yaml")))
                .hasMessageContaining("template.yaml:12:")
                .hasMessageContaining("gone.yaml");
    }

    @Test
    void nestedErrorsNameTheirOwnFile() throws IOException {
        app.write("nested/child.yaml", "Resources: [\n");
        assertThatThrownBy(() -> stack(PARENT)).hasMessageContaining("nested/child.yaml:");
    }

    @Test
    void functionsOfTheGlobalsCodeThatAreNotBuiltStillFindIt() throws IOException {
        app.write("template.yaml", "");
        StackTemplate stack = stack("""
                Globals:
                  Function: {CodeUri: fn, Runtime: provided.al2023}
                Resources:
                  F:
                    Type: AWS::Serverless::Function
                    Metadata: {SkipBuild: true}
                    Properties: {Handler: app.h}
                """);
        assertThat(stack.artifacts().skipped()).hasSize(1);
        assertThat(YamlWriter.write(BuiltTemplate.of(stack, app.built(""), List.of())))
                .contains("CodeUri: ../../fn");
    }

    @Test
    void includedFilesAreFoundFromTheNewPlace() {
        StackTemplate stack = stack("""
                Resources:
                  Api:
                    Type: AWS::Serverless::Api
                    Properties:
                      StageName: v1
                      DefinitionBody:
                        Fn::Transform: {Name: AWS::Include, Parameters: {Location: nested/openapi.yaml}}
                """);
        assertThat(YamlWriter.write(BuiltTemplate.of(stack, app.built(""), List.of())))
                .contains("Location: ../../nested/openapi.yaml");
    }
}
