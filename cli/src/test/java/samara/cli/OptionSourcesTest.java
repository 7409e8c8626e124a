package samara.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where options come from: the command line, then `SAM_…` variables, then `samconfig.toml`; and how they get there.
class OptionSourcesTest {
    @TempDir
    Path folder;

    @BeforeEach
    void application() throws IOException {
        for (String name : new String[] {"line", "variable", "file"}) {
            Path code = Files.createDirectories(folder.resolve(name + "/fn"));
            Files.writeString(code.resolve("bootstrap"), "#!/bin/sh\n");
            Files.writeString(
                    folder.resolve(name + "/t.yaml"), """
                    Transform: AWS::Serverless-2016-10-31
                    Parameters: {Place: {Type: String, Default: fn}}
                    Resources:
                      ABC:
                        Type: AWS::Serverless::Function
                        Properties: {CodeUri: !Ref Place, Handler: x, Runtime: provided.al2023}
                      DEF:
                        Type: AWS::Serverless::Function
                        Properties: {CodeUri: fn, Handler: x, Runtime: provided.al2023}
                    """.replace("ABC", name.toUpperCase(java.util.Locale.ROOT)));
        }
    }

    private Run build(Map<String, String> variables, String... more) {
        String[] line = new String[more.length + 1];
        line[0] = "build";
        System.arraycopy(more, 0, line, 1, more.length);
        return Run.of(folder, variables, "samara", line);
    }

    @Test
    void theLineHoldsBeforeVariablesAndTheseBeforeTheFile() throws IOException {
        Files.writeString(
                folder.resolve("samconfig.toml"), "[default.build.parameters]\ntemplate_file = \"file/t.yaml\"");
        Map<String, String> variables = Map.of("SAM_TEMPLATE_FILE", "variable/t.yaml");

        assertThat(build(Map.of()).err()).contains("Building FILE");
        // The configuration lies beside the template that the variable names.
        assertThat(build(variables).err()).contains("Building VARIABLE");
        assertThat(build(variables, "-t", "line/t.yaml").err()).contains("Building LINE");
    }

    @Test
    void aVariableWithAnImpossibleValueIsNamed() {
        Run run = Run.of(folder, Map.of("SAM_DEBUG_PORT", "many"), "samara", "local", "invoke", "-t", "line/t.yaml");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--debug-port", "(from SAM_DEBUG_PORT)", "'many' is not a valid integer");
    }

    @Test
    void theFilesValuesAreCheckedAsTheLinesAre() throws IOException {
        Files.writeString(folder.resolve("samconfig.toml"), "[default.build.parameters]\nmount_with = \"LOOK\"");

        Run run = build(Map.of(), "-t", "line/t.yaml", "--config-file", folder + "/samconfig.toml");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--mount-with", "(from samconfig.toml)", "'LOOK' is not one of READ, WRITE");
    }

    @Test
    void anotherEnvironmentOfTheFileAndAnotherFileAreRead() throws IOException {
        Files.writeString(
                folder.resolve("line/other.toml"),
                "[default.build.parameters]\nbuild_dir = \"usual\"\n[ci.build.parameters]\nbuild_dir = \"special\"");

        build(Map.of(), "-t", "line/t.yaml", "--config-file", "other.toml");
        assertThat(folder.resolve("usual/template.yaml")).exists();
        build(Map.of(), "-t", "line/t.yaml", "--config-file", "other.toml", "--config-env", "ci");
        assertThat(folder.resolve("special/template.yaml")).exists();
        assertThat(build(Map.of(), "-t", "line/t.yaml", "--config-file", "other.toml", "--config-env", "no")
                        .err())
                .contains("has no environment `no`");
        assertThat(build(Map.of(), "-t", "line/t.yaml", "--config-file", "gone.toml")
                        .err())
                .contains("gone.toml does not exist");
    }

    @Test
    void whatIsSavedIsReadAgainWithTheFunctionsName() throws IOException {
        Path file = folder.resolve("line/samconfig.toml");
        Files.writeString(file, """
                version = 0.1 # mine
                [default.build.parameters]
                exclude = [
                    "Old",
                ] # gone soon
                [default.deploy.parameters]
                stack_name = "app"
                """);

        Run saving = build(
                Map.of(),
                "LINE",
                "-t",
                "line/t.yaml",
                "-x",
                "A",
                "-x",
                "B",
                "--parameter-overrides",
                "Place=fn",
                "--region",
                "eu-west-3",
                "--no-cached",
                "--config-env",
                "default",
                "--save-params");

        assertThat(saving.exitCode()).as(saving.err()).isZero();
        assertThat(saving.err()).contains("Saved the options in " + file);
        assertThat(file).hasContent("""
                version = 0.1 # mine
                [default.build.parameters]
                exclude = ["A", "B"]
                cached = false
                template_file = "line/t.yaml"
                parameter_overrides = "Place=fn"
                resource_logical_id = "LINE"
                [default.deploy.parameters]
                stack_name = "app"

                [default.global.parameters]
                region = "eu-west-3"
                """);
        Run again = build(Map.of(), "-t", "line/t.yaml");
        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(again.err()).contains("Building LINE").doesNotContain("Building DEF");
    }

    @Test
    void aFileThatCannotBeEditedByLinesStaysAsItIs() throws IOException {
        String text = "default = {build = {parameters = {cached = true}}}\n";
        Files.writeString(folder.resolve("line/samconfig.toml"), text);

        Run run = build(Map.of(), "-t", "line/t.yaml", "--no-cached", "--save-params");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("can't be saved", "Write it as a section");
        assertThat(folder.resolve("line/samconfig.toml")).hasContent(text);
    }
}
