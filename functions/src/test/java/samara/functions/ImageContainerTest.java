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
import samara.functions.container.ContainerEngine;
import samara.functions.container.EngineException;
import samara.functions.container.EngineSearch;
import samara.functions.container.ImageContainers;
import samara.functions.container.MachineEngine;
import samara.functions.image.ImageConfig;
import samara.functions.image.ImageStore;
import samara.functions.image.MachineFiles;
import samara.functions.image.StoredImage;
import samara.functions.isolation.PlainProcess;

/// Images run in containers by this machine's engine.
@Timeout(60)
class ImageContainerTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private Optional<ContainerEngine> engine = Optional.empty();

    @BeforeEach
    void needsAnEngine() {
        assumeTrue(MachineFiles.busybox().isPresent(), "a static busybox is missing (Debian: busybox-static)");
        // What works here is found out once: trying takes seconds.
        engine = choice("").get();
        assumeTrue(
                engine.filter(found -> found.kind() == ContainerEngine.Kind.PODMAN)
                        .isPresent(),
                "Podman is missing, or can't run containers here");
    }

    private static ImageContainers choice(String text) {
        Map<String, String> environment = new java.util.LinkedHashMap<>(System.getenv());
        environment.put(ImageContainers.CHOICE_VARIABLE, text);
        var search = new EngineSearch(environment, Path.of("target/engine").toAbsolutePath());
        return new ImageContainers(environment, new PlainProcess(), new MachineEngine(search));
    }

    private String answer(String script) throws Exception {
        var store = new ImageStore(folder.resolve("store"));
        MachineFiles files = MachineFiles.shell().program("runtime", ImageFunctionTest.RUNTIME);
        var config = new ImageConfig(
                ImageConfig.machine(),
                Map.of("PATH", "/bin"),
                List.of("/runtime"),
                List.of("sh", "-c", script),
                "/",
                "",
                Map.of());
        StoredImage image = store.add(config, List.of(files.layer(store)));
        var code = FunctionCode.Image.of("tested:latest", image, store, ImageConfig.Overrides.NONE);
        try (var bench = new Bench(folder, new PlainProcess(), () -> engine)) {
            return bench.answer(ImageFunctionTest.function(code), "{}");
        }
    }

    @Test
    void answersAsLambdasUserOverReadOnlyFilesAndNothingOfTheMachine() throws Exception {
        String script = "id -u; echo $COLOUR; (echo x > /file) 2>&1; echo x > /tmp/file && cat /tmp/file; ls " + folder
                + " 2>&1";
        assertThat(answer(script).lines())
                .containsSubsequence("993", "red", "x")
                .anyMatch(line -> line.contains("Read-only file system"))
                .anyMatch(line -> line.contains("No such file or directory"));
    }

    @Test
    void isGoneWithItsContainerAtTheEnd() throws Exception {
        assertThat(answer("sleep 1000 >/dev/null 2>&1 </dev/null & echo done")).isEqualTo("done\n");
        String mine = String.format(
                "name=samara-function-%016x", ProcessHandle.current().pid());
        var listed = engine.orElseThrow().run(List.of("ps", "--all", "--quiet", "--filter", mine), LIMIT, _ -> {});
        assertThat(listed.succeeded()).isTrue();
        assertThat(listed.output()).isBlank();
    }

    @Test
    void anAllocationBeyondItsMemoryEndsIt() throws Exception {
        String allocate = "x=$(dd if=/dev/zero bs=1M count=%d 2>/dev/null | tr '\\0' x); echo ${#x}";
        assertThat(answer(allocate.formatted(1))).isEqualTo("1048576\n");
        assertThat(answer(allocate.formatted(900))).contains("Runtime.ExitError", "signal: killed");
    }

    @Test
    void aChoiceThatCannotBeHadIsRefused() {
        assertThat(choice("sandbox").get()).isEmpty();
        assertThatThrownBy(() -> choice("cloud").get())
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("`container` or `sandbox`");
        var none = new ImageContainers(
                Map.of(EngineSearch.CHOICE_VARIABLE, "none", ImageContainers.CHOICE_VARIABLE, "container"),
                new PlainProcess(),
                new MachineEngine(new EngineSearch(Map.of(EngineSearch.CHOICE_VARIABLE, "none"), folder)));
        assertThatThrownBy(none::get).isInstanceOf(EngineException.class).hasMessageContaining("install Podman");
    }
}
