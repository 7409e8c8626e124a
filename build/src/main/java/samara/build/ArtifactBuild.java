package samara.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import samara.build.SamBuild.Built;
import samara.template.JsonWriter;

/// Builds one function or layer, or finds that there is nothing to do.
///
/// A build is made beside its place and moved there when it is whole; its mark is written last. What has no mark is
/// built anew.
final class ArtifactBuild {
    private final BuildSettings settings;
    private final Consumer<String> progress;
    private final Map<String, Object> locks = new ConcurrentHashMap<>();

    ArtifactBuild(BuildSettings settings, Consumer<String> progress) {
        this.settings = settings;
        this.progress = progress;
    }

    /// What of the `Metadata` decides how it is built, as text.
    static String properties(Artifact artifact) {
        return JsonWriter.compact(artifact.metadata());
    }

    /// @param now what the file system's clock said when the build began
    Built build(Artifact artifact, Toolchain toolchain, long now) throws IOException {
        Path target = settings.buildFolder().resolve(artifact.path());
        Path markFile =
                settings.cacheFolder().resolve("built").resolve(artifact.path().replace("/", "--"));
        Optional<BuildMark> before =
                settings.isCached() && Files.isDirectory(target) ? BuildMark.read(markFile) : Optional.empty();
        List<Path> inputs = toolchain.inputs(artifact);
        Stamps stamps = Stamps.of(inputs, toolchain::isLeftBehind);
        String proven = stamps.areSettledAt(now) ? stamps.text() : "";
        String request = request(artifact, toolchain);
        if (before.isPresent()
                && !proven.isEmpty()
                && before.get().stamps().equals(proven)
                && before.get().request().equals(request)) {
            return new Built(artifact, target, before.get().fingerprint(), false);
        }
        String dependencies = toolchain instanceof Toolchain.Interpreted interpreted
                ? interpreted.dependencyKey(artifact.code())
                : "";
        String base = Fingerprint.of(String.join("\n", request, toolchain.identity(), dependencies));
        String fingerprint = Fingerprint.of(base + "\n" + Fingerprint.of(inputs, toolchain::isLeftBehind));
        if (before.isPresent() && before.get().fingerprint().equals(fingerprint)) {
            before.get().withStamps(proven).write(markFile);
            return new Built(artifact, target, fingerprint, false);
        }
        progress.accept("Building " + artifact.path() + " (" + artifact.toolchain() + ")");
        Files.deleteIfExists(markFile);
        List<String> sources = switch (toolchain) {
            case Toolchain.Compiled compiled -> compiled(artifact, compiled, target);
            case Toolchain.Interpreted interpreted -> {
                boolean sameBase = before.isPresent() && before.get().base().equals(base);
                Optional<Path> installed = installed(artifact, interpreted, dependencies);
                List<String> names = SourceTree.names(artifact.code(), toolchain::isLeftBehind);
                if (sameBase) {
                    Path inner = inner(artifact, interpreted, target);
                    refresh(artifact, inner, names, before.get().sources(), installed);
                } else {
                    anew(artifact, interpreted, target, installed);
                }
                yield names;
            }
        };
        new BuildMark(request, proven, fingerprint, base, sources).write(markFile);
        return new Built(artifact, target, fingerprint, true);
    }

    private String request(Artifact artifact, Toolchain toolchain) {
        return Fingerprint.of(String.join(
                "\n",
                artifact.kind().name(),
                artifact.runtime().orElse(""),
                artifact.method().orElse(""),
                artifact.architecture(),
                properties(artifact),
                toolchain.shared(artifact),
                toolchain.request(),
                settings.key()));
    }

    private List<String> compiled(Artifact artifact, Toolchain.Compiled toolchain, Path target) throws IOException {
        Path next = emptyBeside(target);
        toolchain.compile(artifact, next);
        putInPlace(next, target);
        return List.of();
    }

    private static Path inner(Artifact artifact, Toolchain.Interpreted toolchain, Path target) {
        return artifact.isLayer() ? target.resolve(toolchain.layerFolder()) : target;
    }

    private void anew(Artifact artifact, Toolchain.Interpreted toolchain, Path target, Optional<Path> installed)
            throws IOException {
        Path next = emptyBeside(target);
        Path inner = inner(artifact, toolchain, next);
        Files.createDirectories(inner);
        if (installed.isPresent()) {
            SourceTree.link(installed.get(), inner);
        }
        SourceTree.copy(artifact.code(), inner, toolchain::isLeftBehind);
        putInPlace(next, target);
    }

    private static Path emptyBeside(Path target) throws IOException {
        Path next = target.toAbsolutePath().resolveSibling("." + target.getFileName() + ".new");
        SourceTree.delete(next);
        Files.createDirectories(next);
        return next;
    }

    private static void putInPlace(Path next, Path target) throws IOException {
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

    /// The folder of installed dependencies, installed on its first use; nothing where there are none.
    private Optional<Path> installed(Artifact artifact, Toolchain.Interpreted toolchain, String key)
            throws IOException {
        if (key.isEmpty()) {
            return Optional.empty();
        }
        String name = Fingerprint.of(toolchain.identity() + "\n" + key).substring(0, 32);
        Path folder = settings.cacheFolder().resolve("dependencies").resolve(name);
        Object lock = locks.computeIfAbsent(name, unused -> new Object());
        synchronized (lock) {
            if (!Files.isDirectory(folder)) {
                progress.accept("Installing the dependencies of " + artifact.path() + " ("
                        + toolchain.manifest(artifact.code()).getFileName() + ")");
                Path next = emptyBeside(folder);
                toolchain.install(artifact, next);
                Files.move(next, folder, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        return Optional.of(folder);
    }
}
