package samara.build.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import samara.functions.container.ContainerEngine;
import samara.functions.container.EngineSearch;
import samara.functions.image.ImageConfig;
import samara.functions.image.ImageSources;
import samara.functions.image.ImageStore;

/// Images by the container engine of this machine, and the choice between that and our own builder.
@Timeout(240)
class ImageBuildTest {
    private final List<String> progress = new ArrayList<>();

    @TempDir
    private Path folder;

    private ImageRequest request(Map<String, String> arguments, String... extra) {
        return new ImageRequest(
                "samara-test-" + ProcessHandle.current().pid() + ":v1",
                folder.resolve("context"),
                folder.resolve("context/Dockerfile"),
                arguments,
                Optional.empty(),
                List.of(extra),
                ImageConfig.machine());
    }

    private void dockerfile(String text) throws IOException {
        Files.createDirectories(folder.resolve("context"));
        Files.writeString(folder.resolve("context/Dockerfile"), text);
    }

    private ImageBuild with(Optional<ContainerEngine> engine) {
        var sources = new ImageSources(new ImageStore(folder.resolve("store")), List.of());
        return new ImageBuild(sources, () -> engine, Optional::empty);
    }

    private Optional<ContainerEngine> engine() {
        var found = new EngineSearch(new ProcessBuilder().environment(), folder.resolve("cache")).find();
        assumeTrue(found.isPresent(), "no container engine works here (Podman, Docker, Buildah)");
        return found;
    }

    @Test
    void anEngineBuildsAndIsNotAskedAgainForTheSame() throws IOException {
        Optional<ContainerEngine> engine = engine();
        Files.createDirectories(folder.resolve("context"));
        Files.writeString(folder.resolve("context/file"), "one");
        dockerfile("FROM scratch\nARG x=1\nENV X=$x\nCOPY file /file\n");
        ImageRequest request = request(Map.of("x", "2"));
        try {
            ImageBuild.Built first = with(engine).build(request, progress::add);
            assertThat(first.fresh()).isTrue();
            assertThat(first.image().config().variables()).containsEntry("X", "2");
            progress.clear();
            ImageBuild.Built again = with(engine).build(request, progress::add);
            assertThat(again.fresh()).isFalse();
            assertThat(again.image()).isEqualTo(first.image());
            assertThat(progress).isEmpty();

            Files.writeString(folder.resolve("context/file"), "two");
            ImageBuild.Built changed = with(engine).build(request, progress::add);
            assertThat(changed.fresh()).isTrue();
            assertThat(changed.image().digest()).isNotEqualTo(first.image().digest());
        } finally {
            engine.orElseThrow().run(List.of("rmi", request.name()), Duration.ofSeconds(30), line -> {});
        }
    }

    @Test
    void anEnginesFailureIsOneErrorThatNamesTheStep() throws IOException {
        Optional<ContainerEngine> engine = engine();
        dockerfile("FROM scratch\nCOPY missing /x\n");
        assertThatThrownBy(() -> with(engine).build(request(Map.of()), progress::add))
                .isInstanceOfSatisfying(ImageBuildException.class, failure -> {
                    assertThat(failure.message()).contains("could not build").contains("missing");
                    assertThat(failure.output()).contains("COPY missing /x");
                });
    }

    @Test
    void withoutAnEngineSamaraBuildsAndRefusesWhatIsForOne() throws IOException {
        dockerfile("FROM scratch\nENV A=1\n");
        ImageBuild.Built built = with(Optional.empty()).build(request(Map.of()), progress::add);
        assertThat(built.fresh()).isTrue();
        assertThat(with(Optional.empty())
                        .build(request(Map.of()), progress::add)
                        .fresh())
                .isFalse();
        assertThatThrownBy(() -> with(Optional.empty()).build(request(Map.of(), "--ssh", "default"), progress::add))
                .isInstanceOf(ImageBuildException.class)
                .hasMessageContaining("`DockerBuildExtraParams`");
    }

    @Test
    void aMissingDockerfileIsSaid() {
        assertThatThrownBy(() -> with(Optional.empty()).build(request(Map.of()), progress::add))
                .isInstanceOf(ImageBuildException.class)
                .hasMessageContaining("no Dockerfile");
    }
}
