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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import samara.template.Node;

/// Go modules: `go build` in the code's folder. The program is called `bootstrap`; that of the runtime `go1.x` has the
/// handler's name. Without C (`CGO_ENABLED=0`), unless the caller's environment says otherwise, so that it needs no
/// library of the machine that built it.
record GoToolchain(Tools tools, BuildSettings settings) implements Toolchain.Compiled {
    /// What `BuildProperties` may hold: `TrimGoPath`, `-trimpath`.
    static final Set<String> PROPERTIES = Set.of("TrimGoPath");

    private static final Pattern REPLACED = Pattern.compile("=>\\s*(\\.{1,2}/\\S*)");
    private static final Pattern USED =
            Pattern.compile("^\\s*(?:use\\s+)?(\\.{1,2}(?:/\\S*)?)\\s*$", Pattern.MULTILINE);

    @Override
    public String request() {
        return "go\n" + tools.searchPath() + "\n" + tools.variable("GOFLAGS") + tools.variable("CGO_ENABLED")
                + tools.stamp("go");
    }

    @Override
    public String identity() {
        return tools.required("go", "Install Go 1.21 or newer (https://go.dev/dl/).")
                .toString();
    }

    /// The module's folder and those that its `go.mod` or `go.work` takes from beside it.
    @Override
    public List<Path> inputs(Artifact artifact) {
        Set<Path> folders = new LinkedHashSet<>();
        Path module = SourceTree.upwards(artifact.code(), "go.mod").orElse(artifact.code());
        folders.add(module);
        addLocal(module.resolve("go.mod"), REPLACED, folders);
        SourceTree.upwards(artifact.code(), "go.work").ifPresent(work -> {
            addLocal(work.resolve("go.work"), USED, folders);
            addLocal(work.resolve("go.work"), REPLACED, folders);
        });
        return List.copyOf(folders);
    }

    private static void addLocal(Path file, Pattern pattern, Set<Path> folders) {
        Matcher found = pattern.matcher(SourceTree.textOf(file));
        while (found.find()) {
            folders.add(file.toAbsolutePath().resolveSibling(found.group(1)).normalize());
        }
    }

    @Override
    public boolean isLeftBehind(String name) {
        return name.equals(".aws-sam") || name.equals(".samara") || name.equals(".git");
    }

    @Override
    public String shared(Artifact artifact) {
        return program(artifact);
    }

    private static String program(Artifact artifact) {
        boolean byHandler = artifact.runtime().filter("go1.x"::equals).isPresent();
        return byHandler ? artifact.handler().map(Artifact.Handler::name).orElse("bootstrap") : "bootstrap";
    }

    @Override
    public void compile(Artifact artifact, Path into) throws IOException {
        Path go = tools.required("go", "Install Go 1.21 or newer (https://go.dev/dl/).");
        if (SourceTree.upwards(artifact.code(), "go.mod").isEmpty()) {
            throw new BuildException(
                    artifact.span() + ": " + artifact.called() + " has no go.mod in `" + artifact.code()
                            + "` or above it. Run `go mod init` there.",
                    "");
        }
        List<String> command = new ArrayList<>(List.of(go.toString(), "build"));
        if (artifact.buildProperties()
                .get("TrimGoPath")
                .flatMap(Node::asText)
                .filter("true"::equalsIgnoreCase)
                .isPresent()) {
            command.add("-trimpath");
        }
        Path program = into.resolve(program(artifact)).normalize();
        if (!program.startsWith(into)) {
            throw new BuildException(
                    artifact.span() + ": the handler of " + artifact.called() + " leaves its folder.", "");
        }
        command.addAll(List.of("-o", program.toString(), "."));
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("GOOS", "linux");
        if (!settings.isForHere()) {
            variables.put("GOARCH", artifact.architecture().equals("arm64") ? "arm64" : "amd64");
        }
        if (tools.variable("CGO_ENABLED").isEmpty()) {
            variables.put("CGO_ENABLED", "0");
        }
        var result = tools.run(command, artifact.code(), variables);
        if (result.exitCode() != 0) {
            throw new BuildException(
                    "`go build` failed for " + artifact.called() + " (" + artifact.code() + "). "
                            + hint(result.output()),
                    result.output());
        }
        if (!Files.isRegularFile(program)) {
            throw new BuildException(
                    "`go build` made no program for " + artifact.called() + ": the package in `" + artifact.code()
                            + "` is no `package main`.",
                    result.output());
        }
    }

    private static String hint(String output) {
        return output.contains("no required module provides") || output.contains("missing go.sum entry")
                ? "Run `go mod tidy` in that folder, and build again."
                : "Mend what go names above, and build again.";
    }
}
