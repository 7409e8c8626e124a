package samara.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import samara.functions.image.ImageConfig;
import samara.functions.image.ImageStore;
import samara.functions.image.MachineFiles;
import samara.functions.image.StoredImage;
import samara.functions.isolation.Isolation;
import samara.functions.isolation.PlainProcess;
import samara.functions.isolation.Sandbox;
import samara.functions.runtime.UnsupportedRuntimeException;

/// Images that bring their own runtime client, here a shell's, run in the sandbox.
@Timeout(60)
class ImageFunctionTest {
    /// A runtime client: answers each event with what the command in its first argument writes.
    static final String RUNTIME = """
            #!/bin/sh
            url="http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation"
            while true; do
              wget -q -S -O /tmp/event "$url/next" 2> /tmp/head || { cat /tmp/head; exit 3; }
              id=$(sed -n 's/^ *[Ll]ambda-[Rr]untime-[Aa]ws-[Rr]equest-[Ii]d: *//p' /tmp/head | tr -d '\\r')
              "$@" < /tmp/event > /tmp/answer
              wget -q -O /dev/null --post-file=/tmp/answer "$url/$id/response" || exit 4
            done
            """;

    @TempDir
    private Path folder;

    private Optional<Sandbox> sandbox = Optional.empty();

    @BeforeEach
    void needsTools() {
        sandbox = Sandbox.find();
        assumeTrue(sandbox.isPresent(), "bubblewrap is missing");
        assumeTrue(MachineFiles.busybox().isPresent(), "a static busybox is missing (Debian: busybox-static)");
    }

    private FunctionCode.Image code(MachineFiles files, ImageConfig config, ImageConfig.Overrides overrides) {
        var store = new ImageStore(folder.resolve("store"));
        StoredImage image = store.add(config, List.of(files.layer(store)));
        return FunctionCode.Image.of("tested:latest", image, store, overrides);
    }

    private static ImageConfig config(String... command) {
        return new ImageConfig(
                ImageConfig.machine(),
                Map.of("PATH", "/bin", "FROM_IMAGE", "yes", "COLOUR", "blue"),
                List.of("/runtime"),
                List.of(command),
                "/",
                "",
                Map.of());
    }

    static FunctionSpec function(FunctionCode code) {
        return new FunctionSpec(
                "tested",
                "$LATEST",
                "arn:aws:lambda:eu-west-1:123456789012:function:tested",
                code.toString(),
                code,
                256,
                Duration.ofSeconds(20),
                512,
                10,
                "/aws/lambda/tested",
                Logging.TEXT,
                () -> Map.of("AWS_REGION", "eu-west-1", "COLOUR", "red"));
    }

    private String answer(ImageConfig config, ImageConfig.Overrides overrides, String event) throws Exception {
        MachineFiles files = MachineFiles.shell().program("runtime", RUNTIME).program("other/dir/x", "x");
        try (var bench = new Bench(folder, isolation())) {
            return bench.answer(function(code(files, config, overrides)), event);
        }
    }

    private Isolation isolation() {
        return sandbox.orElseThrow();
    }

    @Test
    void answersByTheImagesOwnRuntimeClient() throws Exception {
        assertThat(answer(config("cat"), ImageConfig.Overrides.NONE, "{\"n\": 1}"))
                .isEqualTo("{\"n\": 1}");
    }

    @Test
    void aBodyOfFiveMegabytesGoesThrough() throws Exception {
        String event = "{\"body\": \"" + "x".repeat(5 << 20) + "\"}";
        assertThat(answer(config("cat"), ImageConfig.Overrides.NONE, event)).isEqualTo(event);
    }

    @Test
    void environmentIsTheImagesThenTheFunctionsThenLambdas() throws Exception {
        String script = "echo $FROM_IMAGE $COLOUR $AWS_LAMBDA_FUNCTION_NAME $LAMBDA_TASK_ROOT [$AWS_EXECUTION_ENV]";
        assertThat(answer(config("sh", "-c", script), ImageConfig.Overrides.NONE, "{}"))
                .isEqualTo("yes red tested /var/task []\n");
    }

    @Test
    void imageConfigOverridesCommandEntryPointAndWorkingDirectory() throws Exception {
        var overrides = new ImageConfig.Overrides(
                Optional.of(List.of("sh", "/runtime")), Optional.of(List.of("pwd")), Optional.of("/other/dir"));
        assertThat(answer(config("cat"), overrides, "{}")).isEqualTo("/other/dir\n");
    }

    @Test
    void theEmulatorInAnEntryPointGivesWayToTheRuntimeApi() throws Exception {
        var config = new ImageConfig(
                ImageConfig.machine(),
                Map.of("PATH", "/bin"),
                List.of("/usr/local/bin/aws-lambda-rie", "/runtime"),
                List.of("cat"),
                "/",
                "",
                Map.of());
        assertThat(answer(config, ImageConfig.Overrides.NONE, "[1]")).isEqualTo("[1]");
    }

    @Test
    void seesTheImageAndNothingOfTheMachine() throws Exception {
        String look = "ls /; id -u; (echo x > /file) 2>&1; echo x > /tmp/file && cat /tmp/file; ls " + folder + " 2>&1";
        String seen = answer(config("sh", "-c", look), ImageConfig.Overrides.NONE, "{}");

        assertThat(seen.lines())
                .containsSubsequence("bin", "dev", "etc", "other", "proc", "runtime", "tmp", "993")
                .doesNotContain("home", "root", "usr")
                .anyMatch(line -> line.contains("Read-only file system"))
                .anyMatch(line -> line.contains("No such file or directory"));
    }

    @Test
    void saysWhatIsWrongWithAnImageThatCannotRun() throws Exception {
        MachineFiles files = MachineFiles.shell();
        try (var bench = new Bench(folder, isolation())) {
            FunctionSpec missing = function(code(files, config(), ImageConfig.Overrides.NONE));
            assertThatThrownBy(() -> bench.invoke(missing, "{}"))
                    .isInstanceOf(UnsupportedRuntimeException.class)
                    .hasMessageContaining("`/runtime`");
            FunctionSpec silent = function(code(files, ImageConfig.empty(), ImageConfig.Overrides.NONE));
            assertThatThrownBy(() -> bench.invoke(silent, "{}"))
                    .isInstanceOf(UnsupportedRuntimeException.class)
                    .hasMessageContaining("ENTRYPOINT");
            var elsewhere = new ImageConfig.Overrides(Optional.of(List.of("sh")), Optional.empty(), Optional.of("/no"));
            FunctionSpec nowhere = function(code(files, config(), elsewhere));
            assertThatThrownBy(() -> bench.invoke(nowhere, "{}"))
                    .isInstanceOf(UnsupportedRuntimeException.class)
                    .hasMessageContaining("`/no`");
        }
    }

    @Test
    void anEntryPointThatEndsIsAnExit() throws Exception {
        MachineFiles files = MachineFiles.shell().program("runtime", "#!/bin/sh\necho broken; exit 7\n");
        try (var bench = new Bench(folder, isolation())) {
            FunctionSpec function = function(code(files, config(), ImageConfig.Overrides.NONE));
            assertThat(bench.answer(function, "{}"))
                    .contains("Runtime.ExitError")
                    .contains("exit status 7");
            assertThat(bench.log()).contains("broken");
        }
    }

    @Test
    void extensionsOfTheImageRunBesideItsRuntime() throws Exception {
        MachineFiles files = MachineFiles.shell().program("runtime", RUNTIME).program("opt/extensions/watcher", """
                #!/bin/sh
                api="http://$AWS_LAMBDA_RUNTIME_API/2020-01-01/extension"
                wget -q -S -O /tmp/registered --header 'Lambda-Extension-Name: watcher' \
                  --post-data '{"events": ["INVOKE"]}' "$api/register" 2> /tmp/exthead || exit 5
                id=$(sed -n 's/^ *[Ll]ambda-[Ee]xtension-[Ii]dentifier: *//p' /tmp/exthead | tr -d '\r')
                while true; do
                  wget -q -O /tmp/extevent --header "Lambda-Extension-Identifier: $id" "$api/event/next" || exit 6
                  echo "watcher saw $(cat /tmp/extevent)" > /tmp/seen
                done
                """);
        String wait = "while ! [ -s /tmp/seen ]; do true; done; cat /tmp/seen";
        try (var bench = new Bench(folder, isolation())) {
            FunctionSpec function = function(code(files, config("sh", "-c", wait), ImageConfig.Overrides.NONE));
            assertThat(bench.answer(function, "{}")).contains("watcher saw").contains("\"INVOKE\"");
        }
    }

    @Test
    void withoutASandboxImagesAreRefused() throws Exception {
        MachineFiles files = MachineFiles.shell().program("runtime", RUNTIME);
        try (var bench = new Bench(folder, new PlainProcess())) {
            FunctionSpec function = function(code(files, config("cat"), ImageConfig.Overrides.NONE));
            assertThatThrownBy(() -> bench.invoke(function, "{}"))
                    .isInstanceOf(UnsupportedRuntimeException.class)
                    .hasMessageContaining("bubblewrap");
        }
    }
}
