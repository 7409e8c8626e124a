package samara.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuildCommandTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        file("fn/bootstrap", "#!/bin/sh\n");
        file("template.yaml", """
                Transform: [AWS::LanguageExtensions, AWS::Serverless-2016-10-31]
                Parameters: {Code: {Type: String, Default: nowhere}}
                Resources:
                  One:
                    Type: AWS::Serverless::Function
                    Properties: {CodeUri: !Ref Code, Handler: x, Runtime: provided.al2023}
                  Fn::ForEach::All:
                    - Name
                    - [A, B]
                    - Fn${Name}:
                        Type: AWS::Serverless::Function
                        Properties: {CodeUri: fn, Handler: x, Runtime: provided.al2023}
                """);
    }

    private void file(String name, String text) throws IOException {
        Path path = folder.resolve(name);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    @Test
    void writesLoopsOutAndSaysInJsonWhatItBuilt() throws IOException {
        Run run = Run.of(folder, "build", "--parameter-overrides", "Code=fn", "--output", "json");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("\"status\":\"success\"")
                .contains("\"resource_id\":\"One\"", "\"resource_id\":\"FnA\"", "\"resource_id\":\"FnB\"");
        assertThat(Files.readString(folder.resolve(".aws-sam/build/template.yaml")))
                .contains("FnB:");
    }

    @Test
    void leavesLoopsAloneWhenToldTo() throws IOException {
        Run run = Run.of(folder, "build", "--parameter-overrides", "Code=fn", "--no-language-extensions");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(Files.readString(folder.resolve(".aws-sam/build/template.yaml")))
                .contains("Fn::ForEach::All");
    }

    @Test
    void buildsOneByNameAndTakesOthersOut() {
        assertThat(Run.of(folder, "build", "FnA", "--parameter-overrides", "Code=fn")
                        .err())
                .contains("Building FnA")
                .doesNotContain("Building One");
        assertThat(Run.of(folder, "build", "-x", "One", "-b", "out", "--parameter-overrides", "Code=fn")
                        .err())
                .contains("Building FnA")
                .doesNotContain("Building One");
        assertThat(folder.resolve("out/template.yaml")).exists();
        assertThat(Run.of(folder, "build", "Nobody", "--parameter-overrides", "Code=fn")
                        .err())
                .contains("There are: One, FnA, FnB.");
    }

    @Test
    void buildsAnewWithoutTheCache() {
        String[] line = {"build", "FnA", "--parameter-overrides", "Code=fn"};
        assertThat(Run.of(folder, line).err()).contains("Building FnA");
        assertThat(Run.of(folder, line).err()).doesNotContain("Building");
        assertThat(Run.of(folder, "build", "FnA", "--parameter-overrides", "Code=fn", "--no-cached")
                        .err())
                .contains("Building FnA");
    }

    @Test
    void aFolderThatIsNotThereIsAnErrorAtItsPlace() {
        Run run = Run.of(folder, "build");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("template.yaml").contains("nowhere");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --hook-name terraform                  | Terraform
            --terraform-project-root-path .        | Terraform
            --use-buildkit                         | BuildKit
            --build-image some-image               | --use-container
            --container-env-var A=b                | --use-container
            --mount-with WRITE                     | --use-container
            --manifest gone.txt                    | gone.txt
            --base-dir gone                        | gone
            """)
    void refusesWithAReason(String options, String reason) {
        String[] line = ("build " + options).split(" ");
        Run run = Run.of(folder, line);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains(reason);
    }

    @Test
    void containersNeedAnEngine() {
        Run run = Run.of(
                folder,
                java.util.Map.of("PATH", folder.toString(), "HOME", folder.toString()),
                "samara",
                "build",
                "-u");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("needs Podman or Docker");
    }
}
