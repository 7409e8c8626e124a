package samara.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/// Builds the code of a template's functions and layers.
///
/// Thread-safe; a build of the same folders must not run twice at once.
public final class SamBuild {
    private static final int AT_ONCE = Math.max(2, Runtime.getRuntime().availableProcessors());

    private final BuildSettings settings;
    private final Tools tools;
    private final ArtifactBuild one;
    private final ImageArtifact images;

    /// What was built.
    ///
    /// @param folder where the code lies, ready to be packed; several functions of the same code share one.
    /// Of an image, where its source is
    /// @param fingerprint changes exactly when the built code does
    /// @param fresh whether something had to be done for it
    public record Built(Artifact artifact, Path folder, String fingerprint, boolean fresh) {
        /// The name of an image that means just what was built: `hello@sha256:…`.
        public String imageUri() {
            return artifact.logicalId().toLowerCase(Locale.ROOT) + "@" + fingerprint;
        }
    }

    /// @param buildFolder where artifacts go, one folder a resource: `.aws-sam/build`
    /// @param cacheFolder where dependencies and marks are kept: `.aws-sam/cache`
    /// @param progress is told of each step that takes time
    public SamBuild(Path buildFolder, Path cacheFolder, Tools tools, Consumer<String> progress) {
        this(BuildSettings.of(buildFolder, cacheFolder), tools, progress);
    }

    /// @param progress is told of each step that takes time
    public SamBuild(BuildSettings settings, Tools tools, Consumer<String> progress) {
        this.settings = settings;
        this.tools = tools;
        this.one = new ArtifactBuild(settings, progress);
        this.images = new ImageArtifact(settings, tools, progress);
    }

    private record Group(List<Artifact> artifacts, Future<Built> running) {}

    /// @param same what artifacts must have in common to be built once
    private record Work(String same, Callable<Built> task) {}

    /// Builds all, several at a time; what has the same code and toolchain is built once.
    ///
    /// @throws BuildException all failures, the first in the template's order leading, when all have ended
    public List<Built> build(List<Artifact> artifacts) {
        List<BuildException> failures = new ArrayList<>();
        Map<String, Group> groups = new LinkedHashMap<>();
        Map<Artifact, Built> built = new LinkedHashMap<>();
        var room = new Semaphore(AT_ONCE);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            long now = Stamps.now(settings.cacheFolder());
            for (Artifact artifact : artifacts) {
                try {
                    Work work = work(artifact, now);
                    groups.computeIfAbsent(
                                    work.same(),
                                    key -> new Group(new ArrayList<>(), executor.submit(() -> {
                                        room.acquire();
                                        try {
                                            return work.task().call();
                                        } finally {
                                            room.release();
                                        }
                                    })))
                            .artifacts()
                            .add(artifact);
                } catch (BuildException e) {
                    failures.add(e.of(List.of(artifact)));
                }
            }
            for (Group group : groups.values()) {
                try {
                    Built done = result(group.running());
                    group.artifacts()
                            .forEach(artifact -> built.put(
                                    artifact, new Built(artifact, done.folder(), done.fingerprint(), done.fresh())));
                } catch (BuildException e) {
                    failures.add(e.of(group.artifacts()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!failures.isEmpty()) {
            throw BuildException.ofAll(failures);
        }
        return artifacts.stream()
                .map(artifact -> Objects.requireNonNull(built.get(artifact)))
                .toList();
    }

    private Work work(Artifact artifact, long now) throws IOException {
        if (artifact.kind() == Artifact.Kind.IMAGE) {
            return new Work("image\0" + artifact.path(), () -> images.build(artifact));
        }
        Toolchain toolchain = toolchain(artifact);
        if (settings.isInSource() && !toolchain.canBuildInSource()) {
            tools.warnOnce("`" + artifact.toolchain() + "` is not built in the source folder: " + artifact.called()
                    + " is built as without `--build-in-source`.");
        }
        return new Work(same(artifact, toolchain), () -> one.build(artifact, toolchain, now));
    }

    private Toolchain toolchain(Artifact artifact) throws IOException {
        Toolchain toolchain = Toolchains.of(artifact, tools, settings);
        if (settings.containers().isEmpty()) {
            return toolchain;
        }
        BuildContainer container =
                settings.containers().get().container(artifact, toolchain.inputs(artifact), settings, tools);
        return Toolchains.of(artifact, tools.within(container), settings);
    }

    /// What artifacts must have in common to be built once.
    private static String same(Artifact artifact, Toolchain toolchain) {
        return String.join(
                "\0",
                artifact.kind().name(),
                artifact.code().toString(),
                artifact.runtime().orElse(""),
                artifact.method().orElse(""),
                artifact.architecture(),
                ArtifactBuild.properties(artifact),
                toolchain.shared(artifact));
    }

    private static Built result(Future<Built> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BuildException("The build was interrupted.", "");
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case BuildException failure -> throw failure;
                case IOException failure -> throw new UncheckedIOException(failure);
                case RuntimeException failure -> throw failure;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }
}
