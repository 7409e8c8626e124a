package samara.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import samara.template.Node;
import samara.template.TemplateReader;

/// TypeScript and JavaScript through esbuild, as a dependency of the code or from the search path. The bundle is made
/// in
/// a copy of the code beside its dependencies; with `--build-in-source`, in the code itself.
record EsbuildToolchain(Tools tools, BuildSettings settings) implements Toolchain.Compiled {
    private static final Set<String> LEFT_BEHIND = Set.of("node_modules", ".aws-sam", ".samara", ".git");
    private static final String INSTALL =
            "Put it into `devDependencies` (npm install --save-dev esbuild), or install it (npm install -g esbuild).";

    private Npm npm() {
        return new Npm(tools, false, Optional.empty());
    }

    @Override
    public String request() {
        return "esbuild\n" + System.getProperty("os.arch") + tools.searchPath() + tools.stamp("esbuild");
    }

    @Override
    public String identity() {
        return request();
    }

    @Override
    public List<Path> inputs(Artifact artifact) {
        return Stream.of(
                        Stream.of(artifact.code()),
                        settings.manifest().stream(),
                        Npm.localPackages(manifest(artifact)).stream())
                .flatMap(all -> all)
                .toList();
    }

    private Path manifest(Artifact artifact) {
        return settings.manifest().orElseGet(() -> artifact.code().resolve("package.json"));
    }

    @Override
    public boolean isLeftBehind(String name) {
        return LEFT_BEHIND.contains(name);
    }

    @Override
    public boolean canBuildInSource() {
        return true;
    }

    @Override
    public void compile(Artifact artifact, Path into) throws IOException {
        List<String> entries = entryPoints(artifact);
        if (settings.isInSource()) {
            if (Npm.hasDependencies(manifest(artifact), false)) {
                npm().installThere(artifact, artifact.code());
            }
            bundle(artifact, artifact.code(), entries, output(artifact, into));
            return;
        }
        Path copy = into.resolveSibling(into.getFileName() + ".src");
        SourceTree.delete(copy);
        SourceTree.copy(artifact.code(), copy, this::isLeftBehind);
        if (Npm.hasDependencies(manifest(artifact), false)) {
            Files.createSymbolicLink(
                    copy.resolve("node_modules"), dependencies(artifact).resolve("node_modules"));
        }
        bundle(artifact, copy, entries, output(artifact, into));
        SourceTree.delete(copy);
    }

    private static Path output(Artifact artifact, Path into) {
        return artifact.isLayer() ? into.resolve("nodejs") : into;
    }

    private Path dependencies(Artifact artifact) throws IOException {
        String key = npm().key(manifest(artifact), this::isLeftBehind);
        Path folder =
                settings.cacheFolder().toAbsolutePath().resolve("dependencies").resolve(key.substring(0, 32));
        synchronized (JavaOutput.lock(folder)) {
            if (!Files.isDirectory(folder)) {
                Path next = folder.resolveSibling("." + folder.getFileName() + ".new");
                SourceTree.delete(next);
                Files.createDirectories(next);
                npm().install(artifact, manifest(artifact), next);
                Files.createDirectories(next.resolve("node_modules"));
                Files.move(next, folder);
            }
        }
        return folder;
    }

    private List<String> entryPoints(Artifact artifact) {
        Optional<Node> given = artifact.buildProperties().get("EntryPoints");
        if (given.isPresent()) {
            List<String> entries = EsbuildOptions.texts("EntryPoints", given.get());
            for (String entry : entries) {
                Path file = artifact.code().resolve(entry).normalize();
                boolean named = entry.contains("*") || exists(file);
                if (!named || !file.startsWith(artifact.code())) {
                    throw new BuildException(
                            given.get().span() + ": the entry point `" + entry + "` of `" + artifact.path()
                                    + "` is not in `" + artifact.code() + "`.",
                            "");
                }
            }
            return entries;
        }
        return List.of(TemplateReader.read(SourceTree.textOf(manifest(artifact)), "package.json")
                .root()
                .flatMap(root -> root.string("main"))
                .orElseThrow(() -> new BuildException(
                        artifact.span() + ": " + artifact.called() + " has no entry point: name one by `Metadata:"
                                + " BuildProperties: EntryPoints`.",
                        "")));
    }

    private static boolean exists(Path file) {
        return Stream.of("", ".ts", ".js", ".tsx", ".jsx", ".mts", ".mjs", ".cts", ".cjs")
                .anyMatch(ending -> Files.isRegularFile(file.resolveSibling(file.getFileName() + ending)));
    }

    private void bundle(Artifact artifact, Path folder, List<String> entries, Path into) throws IOException {
        Path own = folder.resolve("node_modules/.bin/esbuild");
        Path esbuild = Files.isExecutable(own) ? own : tools.required("esbuild", INSTALL);
        List<String> command = new ArrayList<>(List.of(esbuild.toString()));
        command.addAll(entries);
        command.addAll(EsbuildOptions.of(
                artifact.buildProperties(), path -> folder.resolve(path).toString()));
        command.add("--outdir=" + into);
        command.addAll(List.of("--log-level=warning", "--color=false"));
        var result = tools.run(command, folder);
        if (result.exitCode() != 0) {
            throw new BuildException(
                    "esbuild failed for " + artifact.called() + " (" + artifact.code()
                            + "). Mend what it names above, and build again.",
                    result.output());
        }
        if (!result.output().isBlank()) {
            tools.warnOnce(
                    "esbuild on " + artifact.called() + ": " + result.output().strip());
        }
    }
}
