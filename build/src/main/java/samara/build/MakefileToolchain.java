package samara.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A makefile of the author's: `make build-LOGICALID` with `ARTIFACTS_DIR` set to the folder to fill. It runs in a copy
/// of the code, or of what `Metadata: ProjectRootDirectory` names; with `--build-in-source`, in the code itself.
record MakefileToolchain(Tools tools, BuildSettings settings) implements Toolchain.Compiled {
    private static final Set<String> LEFT_BEHIND = Set.of(".aws-sam", ".samara", ".git");

    @Override
    public String request() {
        return "make\n" + tools.searchPath() + tools.stamp("make");
    }

    @Override
    public String identity() {
        return tools.required("make", "Install it (apt-get install make).").toString();
    }

    @Override
    public List<Path> inputs(Artifact artifact) {
        Set<Path> inputs = new LinkedHashSet<>(List.of(artifact.code()));
        folder(artifact, "ProjectRootDirectory", inputs);
        folder(artifact, "ContextPath", inputs);
        folder(artifact, "WorkingDirectory", inputs);
        settings.manifest().ifPresent(inputs::add);
        return List.copyOf(inputs);
    }

    private static void folder(Artifact artifact, String name, Set<Path> inputs) {
        artifact.metadata(name)
                .ifPresent(text -> inputs.add(artifact.code().resolve(text).normalize()));
    }

    @Override
    public boolean isLeftBehind(String name) {
        return LEFT_BEHIND.contains(name);
    }

    /// Each resource has a target of its own.
    @Override
    public String shared(Artifact artifact) {
        return artifact.logicalId();
    }

    @Override
    public boolean canBuildInSource() {
        return true;
    }

    @Override
    public void compile(Artifact artifact, Path into) throws IOException {
        Path make = tools.required("make", "Install it (apt-get install make).");
        Path code = artifact.metadata("ContextPath")
                .map(text -> artifact.code().resolve(text).normalize())
                .orElse(artifact.code());
        Path makefile = settings.manifest().orElseGet(() -> code.resolve("Makefile"));
        if (!Files.isRegularFile(makefile)) {
            throw new BuildException(
                    artifact.span() + ": " + artifact.called() + " (`" + artifact.toolchain() + "`) is built by `make`,"
                            + " and there is no Makefile in `" + code + "`. Write one with the target `build-"
                            + artifact.logicalId() + "`.",
                    "");
        }
        Path root = artifact.metadata("ProjectRootDirectory")
                .map(text -> artifact.code().resolve(text).normalize())
                .orElse(code);
        if (!code.startsWith(root)) {
            throw new BuildException(
                    artifact.metadata().nameSpan("ProjectRootDirectory") + ": `ProjectRootDirectory` of `"
                            + artifact.path() + "` does not hold the code's folder.",
                    "");
        }
        if (settings.isInSource()) {
            make(artifact, new Places(make, makefile, code), into);
            return;
        }
        Path copy = settings.toolCache("make", Path.of(artifact.path()));
        SourceTree.delete(copy);
        SourceTree.copy(root, copy, this::isLeftBehind);
        Path inCopy = copy.resolve(root.relativize(code).toString());
        Path copied = makefile.startsWith(code)
                ? inCopy.resolve(code.relativize(makefile).toString())
                : makefile;
        make(artifact, new Places(make, copied, inCopy), into);
        SourceTree.delete(copy);
    }

    private record Places(Path make, Path makefile, Path code) {}

    private void make(Artifact artifact, Places places, Path into) throws IOException {
        Path working = artifact.metadata("WorkingDirectory")
                .map(text -> places.code().resolve(text).normalize())
                .orElse(places.code());
        List<String> command = new ArrayList<>(List.of(places.make().toString(), "--makefile"));
        command.add(places.makefile().toString());
        command.add("build-" + artifact.logicalId());
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("ARTIFACTS_DIR", into.toString());
        variables.put("SAM_BUILD_ARCHITECTURE", artifact.architecture());
        var result = tools.run(command, working, variables);
        if (result.exitCode() != 0) {
            String hint = result.output().contains("No rule to make target 'build-" + artifact.logicalId() + "'")
                    ? "The Makefile has no target `build-" + artifact.logicalId() + "`."
                    : "Mend the target `build-" + artifact.logicalId() + "`, and build again.";
            throw new BuildException(
                    "`make` failed for " + artifact.called() + " ("
                            + artifact.code().resolve("Makefile") + "). " + hint,
                    result.output());
        }
    }
}
