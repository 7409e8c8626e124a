package samara.functions.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import samara.functions.image.ImageConfig;
import samara.functions.image.ImageReference;
import samara.functions.image.ImageStore;
import samara.functions.image.StoredImage;

@Timeout(240)
class EngineSearchTest {
    @TempDir
    private Path folder;

    private Path program(String name, String script) throws IOException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path program = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + script);
        return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private EngineSearch search(String... variables) {
        var environment = new java.util.LinkedHashMap<>(Map.of("PATH", folder.resolve("bin") + ":/usr/bin:/bin"));
        for (int i = 0; i < variables.length; i += 2) {
            environment.put(variables[i], variables[i + 1]);
        }
        return new EngineSearch(environment, folder.resolve("cache"));
    }

    @Test
    void theTrialProgramRunsOnThisMachine() throws Exception {
        Path program = Files.write(folder.resolve("trial"), TrialProgram.bytes(ImageConfig.machine()));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(new ProcessBuilder(program.toString()).start().waitFor()).isZero();
    }

    @Test
    void triesAnotherRuntimeAndOwnLimitsUntilOneWorks() throws IOException {
        program("runc", "exit 0\n");
        program("podman", """
                case "$*" in
                  --version) exit 0 ;;
                  "--runtime runc build"*) [ -n "$CONTAINERS_CONF" ] && grep -q nofile=1024 "$CONTAINERS_CONF" ;;
                  "--runtime runc run"*) exit 0 ;;
                  *" rmi "*) exit 0 ;;
                  *) exit 125 ;;
                esac
                """);
        ContainerEngine engine =
                search("SAMARA_CONTAINER_ENGINE", "podman").find().orElseThrow();

        assertThat(engine.options()).containsExactly("--runtime", "runc");
        assertThat(engine.details()).contains("Podman").contains("runc").contains("limits");
    }

    @Test
    void remembersHowAnEngineWorks() throws IOException {
        program("docker", "echo \"$*\" >> " + folder.resolve("asked") + "\nexit 0\n");
        EngineSearch search = search("SAMARA_CONTAINER_ENGINE", "docker");
        assertThat(search.find()).isPresent();
        List<String> asked = Files.readAllLines(folder.resolve("asked"));
        assertThat(asked).anyMatch(line -> line.startsWith("build"));
        assertThat(search.find()).isPresent();
        assertThat(Files.readAllLines(folder.resolve("asked"))).isEqualTo(asked);
    }

    @Test
    void anEngineThatDoesNotWorkIsNone() throws IOException {
        program("docker", "echo no daemon; exit 1\n");
        var search = search("SAMARA_CONTAINER_ENGINE", "docker");
        assertThatThrownBy(search::find).isInstanceOf(EngineException.class).hasMessageContaining("`docker`");
        assertThat(search("SAMARA_CONTAINER_ENGINE", "none").find()).isEmpty();
        assertThatThrownBy(search("SAMARA_CONTAINER_ENGINE", "lxc")::find)
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("may be");
    }

    @Test
    void imagesOfAnEngineComeIntoTheStore() throws IOException {
        Optional<ContainerEngine> found =
                new EngineSearch(new ProcessBuilder().environment(), folder.resolve("cache")).find();
        assumeTrue(found.isPresent(), "no container engine works here (Podman, Docker, Buildah)");
        ContainerEngine engine = found.get();
        Path context = Files.createDirectory(folder.resolve("context"));
        Files.writeString(context.resolve("file"), "content");
        Files.writeString(context.resolve("Dockerfile"), "FROM scratch\nCOPY file /file\nCMD [\"/x\"]\n");
        ImageReference name =
                ImageReference.of("samara-test-" + ProcessHandle.current().pid() + ":v1");
        try {
            ContainerEngine.Ended built = engine.build(List.of("-t", name.toString(), context.toString()), line -> {});
            assertThat(built.succeeded()).as(built.output()).isTrue();
            var store = new ImageStore(folder.resolve("store"));

            StoredImage image = engine.provide(name, store).orElseThrow();

            assertThat(store.root(image).resolve("file")).hasContent("content");
            assertThat(image.config().command()).containsExactly("/x");
            assertThat(store.find(name)).contains(image);
            assertThat(engine.newer(name, image, store)).isEmpty();
            assertThat(engine.provide(ImageReference.of("samara-test-none:v1"), store))
                    .isEmpty();
        } finally {
            engine.run(List.of("rmi", name.toString()), java.time.Duration.ofSeconds(30), line -> {});
        }
    }
}
