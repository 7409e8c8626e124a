package samara.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import samara.functions.container.ContainerEngine;

class BuildContainerTest {
    private static final String RESOURCES = """
            Resources:
              F:
                Type: AWS::Serverless::Function
                Metadata: {BuildMethod: makefile}
                Properties: {CodeUri: code, Handler: app.handler, Runtime: python3.12}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temporary;

    @SuppressWarnings("NullAway.Init")
    private BuildFolder app;

    /// In place of an engine, a program that writes down what it is asked, and runs the container's command here.
    @BeforeEach
    void write() throws IOException {
        BuildFolder.needs("make");
        app = new BuildFolder(temporary)
                .write("code/Makefile", "build-F:\n\techo \"$(WORD)\" > \"$(ARTIFACTS_DIR)/word\"\n")
                .write("engine", """
                        #!/bin/sh
                        echo "$@" >> "$(dirname "$0")/log"
                        case $1 in
                          pull) [ ! -f "$(dirname "$0")/offline" ]; exit ;;
                          image) exit 1 ;;
                        esac
                        while [ "$1" != IMAGE ]; do
                          [ "$1" != --env ] || export "$2"
                          [ "$1" != --workdir ] || cd "$2"
                          shift
                        done
                        shift
                        exec "$@"
                        """);
        assertThat(temporary.resolve("engine").toFile().setExecutable(true)).isTrue();
        app.settings = new BuildSettings(
                app.settings.buildFolder(),
                app.settings.cacheFolder(),
                true,
                false,
                true,
                false,
                Optional.empty(),
                Optional.of(new ContainerSettings(
                        new ContainerEngine(
                                ContainerEngine.Kind.PODMAN,
                                temporary.resolve("engine"),
                                List.of(),
                                Map.of("PATH", "/usr/bin:/bin")),
                        Map.of("F", "IMAGE"),
                        Map.of("", Map.of("WORD", "all"), "F", Map.of("WORD", "own")),
                        false,
                        false,
                        true,
                        Optional.of("some-network"))));
    }

    @Test
    void toolsRunInTheContainerWithItsVariables() throws IOException {
        app.build(RESOURCES);
        assertThat(app.built("F/word")).hasContent("own\n");
        String log = Files.readString(temporary.resolve("log"));
        assertThat(log)
                .startsWith("pull --quiet IMAGE\n")
                .contains(" --network some-network ")
                .contains(" --volume " + temporary.resolve("code") + ":" + temporary.resolve("code") + ":ro ")
                .contains(" IMAGE sh -c command -v \"$1\" || exit 1 sh make\n");
    }

    @Test
    void anImageThatCannotBeHadIsNamed() throws IOException {
        app.write("offline", "");
        assertThatThrownBy(() -> app.build(RESOURCES))
                .hasMessageContaining("`IMAGE`")
                .hasMessageContaining("--build-image");
    }
}
