package samara.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import samara.cli.args.KeyValues;
import samara.cli.args.Surface;
import samara.cli.command.UserException;

class SamConfigTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final List<String> unknown = new ArrayList<>();

    private Map<String, List<String>> values(String text, String environment, String command) throws IOException {
        Path file = Files.writeString(folder.resolve("samconfig.toml"), text);
        return SamConfig.read(file)
                .values(environment, command, Surface.of(command).orElseThrow(), unknown);
    }

    @Test
    void theCommandsSectionHoldsBeforeTheGlobalOne() throws IOException {
        var values = values("""
                version = 0.1
                [default.global.parameters]
                stack_name = "all"
                region = "eu-west-1"
                [default.deploy.parameters]
                stack_name = "mine"
                confirm_changeset = true
                """, "default", "deploy");
        assertThat(values)
                .containsEntry("stack_name", List.of("mine"))
                .containsEntry("region", List.of("eu-west-1"))
                .containsEntry("confirm_changeset", List.of("true"));
    }

    @Test
    void theStackToDeployToIsNotTheOneThatLocalCommandsReadVariablesFrom() throws IOException {
        String text = "[default.global.parameters]\nstack_name = \"app\"\n";
        var options = List.of(samara.cli.args.Option.text("--stack-name"));
        Path file = Files.writeString(folder.resolve("samconfig.toml"), text);
        assertThat(SamConfig.read(file).values("default", "local invoke", options, unknown))
                .isEmpty();
        assertThat(SamConfig.read(file).values("default", "logs", options, unknown))
                .containsKey("stack_name");
    }

    @Test
    void readsParametersAsTextListOrTable() throws IOException {
        for (String written : List.of(
                "parameter_overrides = \"A=1 B=\\\"x y\\\"\"",
                "parameter_overrides = [\"A=1\", \"B='x y'\"]",
                "parameter_overrides = {A = 1, B = \"x y\"}")) {
            var values = values("[prod.deploy.parameters]\n" + written + "\n", "prod", "deploy");
            assertThat(KeyValues.parse("--parameter-overrides", values.getOrDefault("parameter_overrides", List.of())))
                    .containsOnly(Map.entry("A", "1"), Map.entry("B", "x y"));
        }
    }

    @Test
    void namesKeysThatAreNoOptions() throws IOException {
        values("[default.deploy.parameters]\nstak_name = \"x\"\n", "default", "deploy");
        assertThat(unknown).containsExactly("stak_name");
    }

    @Test
    void findsACommandOfSeveralWords() throws IOException {
        assertThat(values(
                        "[default.list_stack_outputs.parameters]\noutput = \"json\"\n",
                        "default",
                        "list stack-outputs"))
                .containsEntry("output", List.of("json"));
    }

    @Test
    void yamlSaysTheSame() throws IOException {
        Path file = Files.writeString(folder.resolve("samconfig.yaml"), """
                version: 0.1
                default:
                  deploy:
                    parameters:
                      stack_name: mine
                      confirm_changeset: true
                      capabilities: [CAPABILITY_IAM, CAPABILITY_AUTO_EXPAND]
                      parameter_overrides: {Table: orders}
                      colour: red
                """);
        var values = SamConfig.read(file)
                .values("default", "deploy", Surface.of("deploy").orElseThrow(), unknown);
        assertThat(values)
                .containsEntry("stack_name", List.of("mine"))
                .containsEntry("confirm_changeset", List.of("true"))
                .containsEntry("capabilities", List.of("CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"))
                .containsEntry("parameter_overrides", List.of("Table=\"orders\""));
        assertThat(unknown).containsExactly("colour");
    }

    @Test
    void whatIsNoYamlIsShownWithItsPlace() throws IOException {
        Path file = Files.writeString(folder.resolve("samconfig.yml"), "default:\n  deploy: [\n");
        assertThatThrownBy(() -> SamConfig.read(file))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("samconfig.yml:3:");
    }
}
