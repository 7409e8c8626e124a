package samara.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Node.js with npm: the sources and `node_modules`.
record NodejsToolchain(String architecture, Tools tools, BuildSettings settings) implements Toolchain.Interpreted {
    /// What `BuildProperties` may hold: `UseNpmCi`.
    static final Set<String> PROPERTIES = Set.of("UseNpmCi");

    private static final Set<String> LEFT_BEHIND = Set.of(".aws-sam", ".samara", ".git", ".gitignore", "node_modules");

    private Npm npm() {
        return new Npm(tools, true, settings.foreign(architecture));
    }

    @Override
    public String request() {
        return identity() + "\n" + tools.searchPath();
    }

    @Override
    public String identity() {
        return "npm/" + System.getProperty("os.name") + "/" + System.getProperty("os.arch");
    }

    @Override
    public List<Path> inputs(Artifact artifact) {
        return Stream.of(
                        Stream.of(artifact.code()),
                        settings.manifest().stream(),
                        Npm.localPackages(manifest(artifact.code())).stream())
                .flatMap(all -> all)
                .toList();
    }

    @Override
    public Path manifest(Path code) {
        return settings.manifest().orElseGet(() -> code.resolve("package.json"));
    }

    @Override
    public String dependencyKey(Path code) throws IOException {
        Path manifest = manifest(code);
        return Npm.hasDependencies(manifest, true)
                ? npm().key(manifest, this::isLeftBehind) + (settings.isInSource() ? "-in-source" : "")
                : "";
    }

    @Override
    public void install(Artifact artifact, Path into) throws IOException {
        if (settings.isInSource()) {
            npm().installThere(artifact, artifact.code());
            SourceTree.link(artifact.code().resolve("node_modules"), into.resolve("node_modules"));
        } else {
            npm().install(artifact, manifest(artifact.code()), into);
        }
    }

    @Override
    public boolean canBuildInSource() {
        return true;
    }

    @Override
    public boolean isLeftBehind(String name) {
        return LEFT_BEHIND.contains(name);
    }

    @Override
    public String layerFolder() {
        return "nodejs";
    }
}
