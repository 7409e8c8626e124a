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
        String fingerprint =
                Fingerprint.of(String.join("\n", artifact.kind().name(), toolchain.request(), dependencies, source));
        Path target = buildFolder.resolve(artifact.logicalId());
        Path mark = cacheFolder.resolve("built").resolve(artifact.logicalId());
        if (Files.isRegularFile(mark) && Files.readString(mark).equals(fingerprint) && Files.isDirectory(target)) {
            return new Built(artifact, target, fingerprint, false);
        }
        progress.accept("Building " + artifact.logicalId() + " (" + artifact.runtime() + ")");
        Path next = buildFolder.resolve("." + artifact.logicalId() + ".new");
        Path old = buildFolder.resolve("." + artifact.logicalId() + ".old");
        SourceTree.delete(next);
        SourceTree.delete(old);
        Path inner = artifact.kind() == Artifact.Kind.LAYER ? next.resolve(toolchain.layerFolder()) : next;
        Files.createDirectories(inner);
        if (!dependencies.isEmpty()) {
            SourceTree.link(dependencies(artifact, toolchain, dependencies), inner);
        }
        SourceTree.copy(artifact.code(), inner, toolchain::isLeftBehind);
        Files.deleteIfExists(mark);
        if (Files.isDirectory(target)) {
            // A function may be running from it: it goes away with the build after this one.
            Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(next, target, StandardCopyOption.ATOMIC_MOVE);
        Files.createDirectories(mark.getParent());
        Files.writeString(mark, fingerprint);
        return new Built(artifact, target, fingerprint, true);
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
