package samara.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import samara.template.Node;
import samara.template.ObjectNode;
import samara.template.TemplateReader;

/// Node.js with npm.
record NodejsToolchain(Tools tools, BuildSettings settings, boolean forProduction) implements Toolchain.Interpreted {
    /// What `BuildProperties` may hold: `UseNpmCi`.
    static final Set<String> PROPERTIES = Set.of("UseNpmCi");

    private static final Set<String> LEFT_BEHIND = Set.of(".aws-sam", ".samara", ".git", ".gitignore", "node_modules");
    private static final List<String> MANIFESTS =
            List.of("package.json", "package-lock.json", "npm-shrinkwrap.json", ".npmrc");

    @Override
    public String request() {
        return identity() + "\n" + tools.searchPath();
    }

    @Override
    public List<Path> inputs(Artifact artifact) {
        return Stream.concat(Stream.of(artifact.code()), settings.manifest().stream())
                .toList();
    }

    @Override
    public String identity() {
        return "npm/" + System.getProperty("os.name") + "/" + System.getProperty("os.arch");
    }

    @Override
    public Path manifest(Path code) {
        return settings.manifest().orElseGet(() -> code.resolve("package.json"));
    }

    @Override
    public String dependencyKey(Path code) throws IOException {
        if (!hasDependencies(manifest(code))) {
            return "";
        }
        var text = new StringBuilder();
        for (String name : MANIFESTS) {
            Path file = code.resolve(name);
            text.append(name).append('\n');
            if (Files.isRegularFile(file)) {
                text.append(Files.readString(file));
            }
        }
        return Fingerprint.of(text.toString());
    }

    private static boolean hasDependencies(Path manifest) throws IOException {
        if (!Files.isRegularFile(manifest)) {
            return false;
        }
        var read = TemplateReader.read(Files.readString(manifest), manifest.toString());
        Optional<ObjectNode> root = read.root();
        if (root.isEmpty()) {
            throw new BuildException(manifest + " is no JSON object. Mend it, and build again.", "");
        }
        return root.get()
                        .get("dependencies")
                        .flatMap(Node::asObject)
                        .map(found -> !found.isEmpty())
                        .orElse(false)
                || root.get().get("optionalDependencies").isPresent();
    }

    @Override
    public void install(Artifact artifact, Path into) throws IOException {
        if (tools.find("npm").isEmpty()) {
            throw new BuildException(
                    "`" + artifact.logicalId()
                            + "` has a package.json with dependencies, and npm is not on this machine."
                            + " Install it (apt-get install npm).",
                    "");
        }
        boolean locked = false;
        for (String name : MANIFESTS) {
            Path file = artifact.code().resolve(name);
            if (Files.isRegularFile(file)) {
                Files.copy(file, into.resolve(name), StandardCopyOption.REPLACE_EXISTING);
                locked |= name.endsWith("lock.json") || name.endsWith("shrinkwrap.json");
            }
        }
        List<String> command = new ArrayList<>(List.of("npm", locked ? "ci" : "install"));
        command.addAll(List.of("--omit=dev", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"));
        var result = tools.run(command, into);
        if (result.exitCode() != 0) {
            throw new BuildException(
                    "`" + command.get(0) + " " + command.get(1) + "` failed for " + artifact.called() + " ("
                            + manifest(artifact.code())
                            + "). Mend the dependency that npm names above, and build again.",
                    result.output());
        }
        for (String name : MANIFESTS) {
            Files.deleteIfExists(into.resolve(name));
        }
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
