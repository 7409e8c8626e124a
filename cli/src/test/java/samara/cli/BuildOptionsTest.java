package samara.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The options of `build` on a function that a Makefile makes, and, for those of containers, with a program of the
/// test's in place of Podman: it writes down what it is asked and runs the container's command here.
class BuildOptionsTest {
    private static final String ENGINE = """
            #!/bin/sh
            here=$(dirname "$0")
            echo "$@" >> "$here/log"
            case "$1 $*" in
              --version*|build*|rmi*|pull*|*samara-trial*) exit 0 ;;
              image*) exit 1 ;;
            esac
            while [ "$1" != IMAGE ]; do
              [ "$1" != --env ] || export "$2"
              [ "$1" != --workdir ] || cd "$2"
              shift
            done
            shift
            exec "$@"
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void application() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/make")), "make is not installed");
        write("code-us-east-1/Makefile", "build-F:\n\techo \"$(WORD) $$PWD\" > \"$(ARTIFACTS_DIR)/made\"\n");
        write("template.yaml", """
                Transform: AWS::Serverless-2016-10-31
                Resources:
                  F:
                    Type: AWS::Serverless::Function
                    Properties: {CodeUri: !Sub "code-${AWS::Region}", Handler: x, Runtime: provided.al2023}
                    Metadata: {BuildMethod: makefile}
                """);
        write("bin/podman", ENGINE);
        assertThat(folder.resolve("bin/podman").toFile().setExecutable(true)).isTrue();
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Run build(String... more) {
        String[] line = new String[more.length + 1];
        line[0] = "build";
        System.arraycopy(more, 0, line, 1, more.length);
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("PATH", folder.resolve("bin") + ":/usr/bin:/bin");
        variables.put("HOME", folder.toString());
        return Run.of(folder, variables, "samara", line);
    }

    private String inContainer(String... more) throws IOException {
        Files.deleteIfExists(folder.resolve("bin/log"));
        String[] line = new String[more.length + 4];
        System.arraycopy(new String[] {"-u", "--no-cached", "--build-image", "F=IMAGE"}, 0, line, 0, 4);
        System.arraycopy(more, 0, line, 4, more.length);
        Run run = build(line);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return Files.readString(folder.resolve("bin/log"));
    }

    private String made() throws IOException {
        return Files.readString(folder.resolve(".aws-sam/build/F/made")).strip();
    }

    @Test
    void theRegionIsTheTemplates() throws IOException {
        Files.move(folder.resolve("code-us-east-1"), folder.resolve("code-eu-west-3"));

        assertThat(build("--region", "eu-west-3").exitCode()).isZero();
        assertThat(build().err()).contains("code-us-east-1");
        write(".aws/config", "[profile paris]\nregion = eu-west-3\n");
        assertThat(build("--profile", "paris").exitCode()).isZero();
        assertThat(build("--profile", "pairs").err()).contains("There is no profile `pairs`");
    }

    @Test
    void theSourceFolderIsBuiltInOnRequest() throws IOException {
        assertThat(build("--build-in-source").exitCode()).isZero();
        assertThat(made())
                .endsWith(folder.toRealPath().resolve("code-us-east-1").toString());
        assertThat(build("--no-build-in-source").exitCode()).isZero();
        assertThat(made()).doesNotContain("code-us-east-1");
    }

    @Test
    void codeStartsFromTheBaseFolderAndTheCacheIsWhereItIsSaid() throws IOException {
        Files.createDirectories(folder.resolve("based"));
        Files.move(folder.resolve("code-us-east-1"), folder.resolve("based/code-us-east-1"));

        assertThat(build().exitCode()).isEqualTo(1);
        assertThat(build("-s", "based", "-cd", "kept", "--cached", "--parallel", "--beta-features")
                        .exitCode())
                .isZero();
        assertThat(folder.resolve("kept")).isNotEmptyDirectory();
        assertThat(folder.resolve(".aws-sam/cache")).doesNotExist();
    }

    @Test
    void theManifestOfTheOptionIsInstalled() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/python3")), "/usr/bin/python3 is not installed");
        write("code-us-east-1/app.py", "");
        write("template.yaml", """
                Transform: AWS::Serverless-2016-10-31
                Resources:
                  F:
                    Type: AWS::Serverless::Function
                    Properties: {CodeUri: code-us-east-1, Handler: app.x, Runtime: python3.12}
                """);
        write("other.txt", "./no-such-package\n");

        assertThat(build().exitCode()).isZero();
        Run run = build("--manifest", "other.txt");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("no-such-package");
    }

    @Test
    void containersHaveTheVariablesTheImageAndTheNetworkOfTheOptions() throws IOException {
        write("more.json", "{\"F\": {\"WORD\": \"of the file\"}}");

        assertThat(inContainer("--container-env-var", "F.WORD=given", "--docker-network", "lan"))
                .contains(
                        "pull --quiet IMAGE\n",
                        " --network lan ",
                        " IMAGE sh -c command -v \"$1\" || exit 1 sh make\n");
        assertThat(made()).startsWith("given ");
        inContainer("--container-env-var-file", "more.json");
        assertThat(made()).startsWith("of the file ");
    }

    @Test
    void containersSeeTheSourcesAsTheOptionsSay() throws IOException {
        write("elsewhere/shared.mk", "");
        Path link = folder.resolve("code-us-east-1/shared.mk");
        Files.createSymbolicLink(link, folder.resolve("elsewhere/shared.mk"));
        String code = folder.resolve("code-us-east-1").toString();

        assertThat(inContainer("--mount-with", "READ"))
                .contains(code + ":" + code + ":ro ")
                .doesNotContain("elsewhere");
        assertThat(inContainer("--mount-with", "write", "--skip-pull-image"))
                .contains(code + ":" + code)
                .doesNotContain(code + ":" + code + ":ro ")
                .doesNotContain("pull ");
        assertThat(inContainer("--mount-symlinks")).contains("elsewhere");
    }
}
