package samara.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Python with pip.
record PythonToolchain(String runtime, Tools tools, BuildSettings settings) implements Toolchain.Interpreted {
    private static final Set<String> LEFT_BEHIND =
            Set.of(".aws-sam", ".samara", ".chalice", ".git", ".gitignore", "__pycache__");

    private record Interpreter(String program, String version) {}

    /// The interpreter that runs functions of this runtime, else the first on the search path.
    private Interpreter interpreter() {
        List<String> candidates = Stream.concat(
                        tools.interpreter(runtime).map(Path::toString).stream(),
                        Stream.of(runtime, "python3", "python"))
                .toList();
        for (String name : candidates) {
            if (name.startsWith("/") || tools.find(name).isPresent()) {
                var answer =
                        tools.probe(List.of(name, "-c", "import sys; print('python%d.%d' % sys.version_info[:2])"));
                if (answer.exitCode() == 0 && answer.output().startsWith("python3.")) {
                    String version = answer.output().strip();
                    if (!version.equals(runtime)) {
                        tools.warnOnce("`" + runtime + "` is not on this machine: its dependencies are installed by `"
                                + version + "`.");
                    }
                    return new Interpreter(name, version);
                }
            }
        }
        throw new BuildException(
                "No Python is on this machine to build for `" + runtime + "`. Install it (apt-get install " + runtime
                        + " python3-pip).",
                "");
    }

    @Override
    public String request() {
        return runtime + "\n" + tools.searchPath() + "\n" + tools.stamp(runtime) + System.getProperty("os.arch");
    }

    @Override
    public List<Path> inputs(Artifact artifact) {
        return Stream.concat(Stream.of(artifact.code()), settings.manifest().stream())
                .toList();
    }

    @Override
    public String identity() {
        return interpreter().version() + "/" + System.getProperty("os.name") + "/" + System.getProperty("os.arch");
    }

    @Override
    public Path manifest(Path code) {
        return settings.manifest().orElseGet(() -> code.resolve("requirements.txt"));
    }

    @Override
    public String dependencyKey(Path code) throws IOException {
        Path manifest = manifest(code);
        if (!Files.isRegularFile(manifest)) {
            return "";
        }
        List<String> lines = Files.readAllLines(manifest).stream()
                .map(line -> line.replaceFirst("(^|\\s)#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .toList();
        // A line that names a file (`-r other.txt`, `./wheel`) makes its folder part of what is installed.
        boolean local = lines.stream().anyMatch(line -> line.startsWith("-") || line.startsWith("."));
        return lines.isEmpty()
                ? ""
                : Fingerprint.of(
                        String.join("\n", lines) + (local ? Fingerprint.of(List.of(code), this::isLeftBehind) : ""));
    }

    @Override
    public void install(Artifact artifact, Path into) throws IOException {
        Path manifest = manifest(artifact.code());
        String interpreter = interpreter().program();
        var result = tools.run(
                List.of(
                        interpreter,
                        "-m",
                        "pip",
                        "install",
                        "--disable-pip-version-check",
                        "--no-input",
                        "--no-compile",
                        "--no-warn-script-location",
                        "--quiet",
                        "--target",
                        into.toString(),
                        "--requirement",
                        manifest.toString()),
                artifact.code());
        if (result.exitCode() != 0) {
            String hint = result.output().contains("No module named pip")
                    ? "Install pip for `" + interpreter + "` (apt-get install python3-pip)."
                    : "Mend the requirement that pip names above, and build again.";
            throw new BuildException(
                    "`pip install` failed for " + artifact.called() + " (" + manifest + "). " + hint, result.output());
        }
        // Where sources can't be written beside, as in a function's read-only folder, each cold start compiled anew.
        tools.run(
                List.of(
                        interpreter,
                        "-m",
                        "compileall",
                        "-q",
                        "--invalidation-mode",
                        "unchecked-hash",
                        into.toString()),
                artifact.code());
    }

    @Override
    public boolean isLeftBehind(String name) {
        return LEFT_BEHIND.contains(name);
    }

    @Override
    public String layerFolder() {
        return "python";
    }
}
