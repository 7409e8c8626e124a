package samara.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/// Builds the code of a template's functions and layers.
///
/// Thread-safe; a build of the same folders must not run twice at once.
public final class SamBuild {
    private final Path buildFolder;
    private final Path cacheFolder;
    private final Tools tools;
    private final Consumer<String> progress;
    private final Map<String, Object> locks = new ConcurrentHashMap<>();

    /// What was built.
    ///
    /// @param folder where the code lies, ready to be packed; several functions of the same code share one
    /// @param fingerprint changes exactly when the built code does
    /// @param fresh whether something had to be done for it
    public record Built(Artifact artifact, Path folder, String fingerprint, boolean fresh) {}

    /// @param buildFolder where artifacts go, one folder a resource: `.aws-sam/build`
    /// @param cacheFolder where dependencies and marks are kept: `.aws-sam/cache`
    /// @param progress is told of each step that takes time
    public SamBuild(Path buildFolder, Path cacheFolder, Tools tools, Consumer<String> progress) {
        this.buildFolder = buildFolder;
        this.cacheFolder = cacheFolder;
        this.tools = tools;
        this.progress = progress;
    }

    /// Builds all, several at a time; what has the same code and toolchain is built once.
    ///
    /// @throws BuildException the first failure in the template's order, when all have ended
    public List<Built> build(List<Artifact> artifacts) {
        Map<String, List<Artifact>> groups = new LinkedHashMap<>();
        for (Artifact artifact : artifacts) {
            String same = artifact.kind() + "\0" + artifact.code() + "\0" + artifact.runtime();
            groups.computeIfAbsent(same, key -> new ArrayList<>()).add(artifact);
        }
        Map<Artifact, Built> built = new LinkedHashMap<>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<List<Artifact>, Future<Built>> running = new LinkedHashMap<>();
            groups.values().forEach(group -> running.put(group, executor.submit(() -> build(group.getFirst()))));
            for (var entry : running.entrySet()) {
                Built one = result(entry.getValue());
                entry.getKey()
                        .forEach(artifact ->
                                built.put(artifact, new Built(artifact, one.folder(), one.fingerprint(), one.fresh())));
            }
        }
        return artifacts.stream().map(built::get).toList();
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

    private Built build(Artifact artifact) throws IOException {
        Toolchain toolchain = Toolchain.of(artifact, tools);
        String dependencies = toolchain.dependencyKey(artifact.code());
        String source = Fingerprint.ofFolder(artifact.code(), toolchain);
        String base = Fingerprint.of(
                String.join("\n", artifact.kind().name(), toolchain.request(), toolchain.identity(), dependencies));
        String fingerprint = Fingerprint.of(base + "\n" + source);
        Path target = buildFolder.resolve(artifact.logicalId());
        Path mark = cacheFolder.resolve("built").resolve(artifact.logicalId());
        Optional<BuildMark> before = Files.isDirectory(target) ? BuildMark.read(mark) : Optional.empty();
        if (before.isPresent() && before.get().fingerprint().equals(fingerprint)) {
            return new Built(artifact, target, fingerprint, false);
        }
        progress.accept("Building " + artifact.logicalId() + " (" + artifact.runtime() + ")");
        Files.deleteIfExists(mark);
        Optional<Path> installed = dependencies.isEmpty()
                ? Optional.empty()
                : Optional.of(dependencies(artifact, toolchain, dependencies));
        List<String> sources = SourceTree.names(artifact.code(), toolchain::isLeftBehind);
        if (before.isPresent() && before.get().base().equals(base)) {
            refresh(
                    artifact,
                    inner(artifact, toolchain, target),
                    sources,
                    before.get().sources(),
                    installed);
        } else {
            anew(artifact, toolchain, target, installed);
        }
        new BuildMark(fingerprint, base, sources).write(mark);
        return new Built(artifact, target, fingerprint, true);
    }

    private static Path inner(Artifact artifact, Toolchain toolchain, Path target) {
        return artifact.kind() == Artifact.Kind.LAYER ? target.resolve(toolchain.layerFolder()) : target;
    }

    private void anew(Artifact artifact, Toolchain toolchain, Path target, Optional<Path> installed)
            throws IOException {
        Path next = buildFolder.resolve("." + artifact.logicalId() + ".new");
        SourceTree.delete(next);
        Path inner = inner(artifact, toolchain, next);
        Files.createDirectories(inner);
        if (installed.isPresent()) {
            SourceTree.link(installed.get(), inner);
        }
        SourceTree.copy(artifact.code(), inner, toolchain::isLeftBehind);
        SourceTree.delete(target);
        Files.move(next, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /// Only the author's files have changed: the dependencies stay where they are, and so does the folder, from which a
    /// function may be running.
    private static void refresh(
            Artifact artifact, Path inner, List<String> sources, List<String> before, Optional<Path> installed)
            throws IOException {
        for (String name : before) {
            if (!sources.contains(name)) {
                Files.deleteIfExists(inner.resolve(name));
                if (installed.isPresent() && Files.isRegularFile(installed.get().resolve(name))) {
                    Files.copy(installed.get().resolve(name), inner.resolve(name));
                }
            }
        }
        for (String name : sources) {
            SourceTree.replace(artifact.code().resolve(name), inner.resolve(name));
        }
    }

    /// The folder of installed dependencies, installed on its first use.
    private Path dependencies(Artifact artifact, Toolchain toolchain, String key) throws IOException {
        String name = Fingerprint.of(toolchain.identity() + "\n" + key).substring(0, 32);
        Path folder = cacheFolder.resolve("dependencies").resolve(name);
        synchronized (locks.computeIfAbsent(name, unused -> new Object())) {
            if (!Files.isDirectory(folder)) {
                progress.accept("Installing the dependencies of " + artifact.logicalId() + " ("
                        + toolchain.manifest(artifact.code()).getFileName() + ")");
                Path next = folder.resolveSibling("." + name + ".new");
                SourceTree.delete(next);
                Files.createDirectories(next);
                toolchain.install(artifact, next);
                Files.move(next, folder, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        return folder;
    }
}
