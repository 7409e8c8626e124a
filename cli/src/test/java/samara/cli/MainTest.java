package samara.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void saysItsVersion() {
        assertThat(Run.of(folder, "--version")).isEqualTo(new Run(0, "Samara, version 0.1.0\n", ""));
    }

    @Test
    void answersAsSamUnderThatName() {
        assertThat(Run.of(folder, Map.of(), "sam", "--version").out()).startsWith("SAM CLI, version 1.");
        assertThat(Run.of(folder, Map.of(), "sam", "deploy", "--nonsense").err())
                .startsWith("Usage: sam deploy");
    }

    @Test
    void helpNamesEveryCommandOfSam() {
        String help = Run.of(folder, "--help").out();
        assertThat(help).contains("  deploy ").contains("local start-api").contains("not built yet");
    }

    @Test
    void everyCommandThatIsBuiltExplainsItself() {
        for (String name : Commands.NAMES) {
            String[] line = (name + " --help").split(" ");
            assertThat(Run.of(folder, line)).satisfies(run -> {
                assertThat(run.exitCode()).isZero();
                assertThat(run.out()).startsWith("Usage: samara " + name);
            });
        }
    }

    @Test
    void aCommandOfSamThatIsNotBuiltIsRefusedByName() {
        Run run = Run.of(folder, "sync", "--stack-name", "hello");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("`samara sync`");
    }

    @Test
    void anOptionOfSamThatIsNotBuiltIsRefusedByName() {
        Run run = Run.of(folder, "deploy", "--guided");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("--guided").contains("not built");
    }

    @Test
    void anUnknownCommandIsAUsageErrorThatNamesTheNearest() {
        Run run = Run.of(folder, "dploy");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("No such command 'dploy'.").contains("'deploy'");
    }

    @Test
    void anOptionInTheConfigurationThatIsNotBuiltIsRefusedToo() throws IOException {
        Files.writeString(folder.resolve("samconfig.toml"), "[default.deploy.parameters]\nguided = true\n");
        Run run = Run.of(folder, "deploy");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("--guided (from samconfig.toml)");
    }

    @Test
    void aMistakeInTheConfigurationHasItsPlace() throws IOException {
        Files.writeString(folder.resolve("samconfig.toml"), "[default\n");
        Run run = Run.of(folder, "deploy");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("samconfig.toml:1:");
    }

    @Test
    void aFolderWithoutATemplateSaysSo() {
        Run run = Run.of(folder, "validate");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("There is no template in " + folder);
    }

    @Test
    void cloudEnvPrintsWhatClientsNeed() {
        assertThat(Run.of(folder, "cloud", "env", "--port", "4999").out())
                .contains("export AWS_ENDPOINT_URL=http://127.0.0.1:4999\n");
    }

    @Test
    void cloudEnvWritesTheProfileAndKeepsTheOthers() throws IOException {
        Path config = Files.createDirectories(folder.resolve(".aws")).resolve("config");
        Files.writeString(config, "[profile mine]\nregion = eu-west-1\n\n[profile samara]\nregion = old\n");
        Run run = Run.of(folder, Map.of("HOME", folder.toString()), "samara", "cloud", "env", "--write-profile");
        assertThat(run.exitCode()).isZero();
        assertThat(Files.readString(config))
                .contains("[profile mine]\nregion = eu-west-1\n")
                .contains("[profile samara]\nendpoint_url = http://127.0.0.1:4566\n")
                .doesNotContain("old");
        assertThat(Files.readString(folder.resolve(".aws/credentials")))
                .contains("[samara]\naws_access_key_id = test\n");
    }

    @Test
    void resettingAsksFirst() throws IOException {
        Path data = Files.createDirectories(folder.resolve(".samara/store")).resolve("data");
        Files.writeString(data, "kept");
        assertThat(Run.of(folder, "cloud", "reset").exitCode()).isEqualTo(1);
        assertThat(data).exists();
        assertThat(Run.of(folder, "cloud", "reset", "--yes").exitCode()).isZero();
        assertThat(folder.resolve(".samara")).doesNotExist();
    }
}
