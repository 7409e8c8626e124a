package samara.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import samara.template.Node;
import samara.template.ObjectNode;
import samara.template.TemplateReader;

/// npm, which installs what a `package.json` asks for.
///
/// Packages that are named by their folders (`file:../shared`) are taken along: the install runs in a copy of the
/// manifests in which these folders lie where they lay, and their files, not links to them, are what comes of it.
///
/// @param forProduction whether development dependencies stay out
/// @param foreign the architecture to install for, where it is not this machine's
record Npm(Tools tools, boolean forProduction, Optional<String> foreign) {
    private static final List<String> MANIFESTS =
            List.of("package.json", "package-lock.json", "npm-shrinkwrap.json", ".npmrc");
    private static final Set<String> NOT_SHIPPED = Set.of("node_modules", ".git", ".aws-sam", ".samara");
    private static final int LOCAL_DEPTH = 16;

    /// Whether there is anything to install.
    ///
    /// @throws BuildException if the manifest is no JSON object
    static boolean hasDependencies(Path manifest, boolean forProduction) {
        if (!Files.isRegularFile(manifest)) {
            return false;
        }
        ObjectNode root = read(manifest);
        return sections(forProduction).stream()
                .anyMatch(name ->
                        root.object(name).filter(found -> !found.isEmpty()).isPresent());
    }

    private static ObjectNode read(Path manifest) {
        return TemplateReader.read(SourceTree.textOf(manifest), manifest.toString())
                .root()
                .orElseThrow(() -> new BuildException(manifest + " is no JSON object. Mend it, and build again.", ""));
    }

    private static List<String> sections(boolean forProduction) {
        return forProduction
                ? List.of("dependencies", "optionalDependencies")
                : List.of("dependencies", "optionalDependencies", "devDependencies");
    }

    /// The folders of packages that a manifest, and theirs, name by a path.
    static List<Path> localPackages(Path manifest) {
        Set<Path> found = new LinkedHashSet<>();
        if (Files.isRegularFile(manifest)) {
            addLocal(manifest, found, 0);
        }
        return List.copyOf(found);
    }

    private static void addLocal(Path manifest, Set<Path> found, int depth) {
        ObjectNode root = read(manifest);
        for (String section : sections(false)) {
            root.object(section)
                    .ifPresent(packages -> packages.forEach((name, version) -> {
                        Optional<Path> local = version.asText()
                                .filter(text -> text.startsWith("file:"))
                                .map(text -> manifest.toAbsolutePath().resolveSibling(text.substring("file:".length())))
                                .map(Path::normalize);
                        if (local.isPresent() && found.add(local.get())) {
                            Path next = local.get().resolve("package.json");
                            if (depth < LOCAL_DEPTH && Files.isRegularFile(next)) {
                                addLocal(next, found, depth + 1);
                            }
                        }
                    }));
        }
    }

    /// A hash of all that decides what is installed.
    String key(Path manifest, Predicate<String> leftBehind) throws IOException {
        var text = new StringBuilder().append(forProduction).append(foreign);
        for (String name : MANIFESTS) {
            Path file = name.equals("package.json") ? manifest : manifest.resolveSibling(name);
            text.append(name).append('\n').append(SourceTree.textOf(file));
        }
        text.append(Fingerprint.of(localPackages(manifest), leftBehind));
        return Fingerprint.of(text.toString());
    }

    /// Installs into an empty folder: `node_modules` and nothing else.
    ///
    /// @throws BuildException when npm is not there or fails
    void install(Artifact artifact, Path manifest, Path into) throws IOException {
        Path home = manifest.toAbsolutePath().resolveSibling("");
        List<Path> local = localPackages(manifest);
        Path top = home;
        for (Path folder : local) {
            while (!folder.startsWith(top)) {
                top = top.resolveSibling("");
            }
        }
        Path stage = into.resolve(".stage");
        for (Path folder : local) {
            Path copy = stage.resolve(top.relativize(folder).toString());
            if (Files.isDirectory(folder)) {
                SourceTree.copy(folder, copy, NOT_SHIPPED::contains);
            } else if (Files.isRegularFile(folder)) {
                Files.createDirectories(copy.getParent());
                Files.copy(folder, copy);
            } else {
                throw new BuildException(
                        manifest + ": " + artifact.called() + " depends on the package in `" + folder
                                + "`, which is not there.",
                        "");
            }
        }
        Path stagedHome = stage.resolve(top.relativize(home).toString());
        Files.createDirectories(stagedHome);
        for (String name : MANIFESTS) {
            Path file = name.equals("package.json") ? manifest : home.resolve(name);
            if (Files.isRegularFile(file)) {
                Files.copy(file, stagedHome.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        installThere(artifact, stagedHome);
        Path modules = stagedHome.resolve("node_modules");
        if (Files.isDirectory(modules) && local.isEmpty()) {
            Files.move(modules, into.resolve("node_modules"));
        } else if (Files.isDirectory(modules)) {
            SourceTree.copy(modules, into.resolve("node_modules"), name -> name.equals(".package-lock.json"));
        }
        SourceTree.delete(stage);
    }

    /// Installs in the folder of the manifest itself.
    void installThere(Artifact artifact, Path folder) throws IOException {
        Path npm = tools.required("npm", "Install Node.js with npm (apt-get install npm).");
        boolean locked = Files.isRegularFile(folder.resolve("package-lock.json"))
                || Files.isRegularFile(folder.resolve("npm-shrinkwrap.json"));
        boolean ci = artifact.buildProperties()
                .get("UseNpmCi")
                .flatMap(Node::asText)
                .map(Boolean::parseBoolean)
                .orElse(locked);
        for (String other : List.of("yarn.lock", "pnpm-lock.yaml")) {
            if (!locked && Files.isRegularFile(artifact.code().resolve(other))) {
                tools.warnOnce(artifact.code().resolve(other)
                        + " is not read: dependencies are installed by npm, which reads package-lock.json only.");
            }
        }
        List<String> command = new ArrayList<>(List.of(npm.toString(), ci ? "ci" : "install"));
        if (forProduction) {
            command.add("--omit=dev");
        }
        foreign.ifPresent(
                name -> command.addAll(List.of("--os=linux", "--cpu=" + (name.equals("arm64") ? "arm64" : "x64"))));
        command.addAll(List.of("--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"));
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("NODE_ENV", forProduction ? "production" : "development");
        var result = tools.run(command, folder, variables);
        if (result.exitCode() != 0) {
            throw new BuildException(
                    "`npm " + command.get(1) + "` failed for " + artifact.called() + " ("
                            + artifact.code().resolve("package.json")
                            + "). Mend what npm names above, and build again.",
                    result.output());
        }
    }
}
