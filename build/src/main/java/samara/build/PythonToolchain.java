package samara.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Python with pip: the sources and what [PythonRequirements] says, side by side.
///
/// @param byUv whether `BuildMethod: python-uv` asks for uv
/// @param foreign the architecture to install for, where it is not this machine's: only wheels then
record PythonToolchain(String runtime, boolean byUv, Optional<String> foreign, Tools tools, BuildSettings settings)
        implements Toolchain.Interpreted {
    private static final Set<String> LEFT_BEHIND =
            Set.of(".aws-sam", ".samara", ".chalice", ".git", ".gitignore", "__pycache__", ".venv");

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
                    if (!version.equals(runtime) && !name.startsWith("/")) {
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
        return runtime + "\n" + byUv + foreign + tools.searchPath() + "\n" + tools.stamp(runtime)
                + System.getProperty("os.arch");
    }

    @Override
    public String identity() {
        return interpreter().version() + "/" + System.getProperty("os.name") + "/" + System.getProperty("os.arch")
                + foreign.map(name -> "/" + name).orElse("");
    }

    @Override
    public List<Path> inputs(Artifact artifact) {
        return Stream.concat(Stream.of(artifact.code()), settings.manifest().stream())
                .toList();
    }

    private PythonRequirements requirements(Path code) {
        return PythonRequirements.of(code, settings.manifest(), byUv);
    }

    @Override
    public Path manifest(Path code) {
        return requirements(code).manifest();
    }

    @Override
    public String dependencyKey(Path code) throws IOException {
        return requirements(code).key(this::isLeftBehind);
    }

    @Override
    public void install(Artifact artifact, Path into) throws IOException {
        PythonRequirements requirements = requirements(artifact.code());
        String interpreter = interpreter().program();
        Path list = requirements.listed(artifact, interpreter, into.resolveSibling(into.getFileName() + ".txt"), tools);
        List<String> command = new ArrayList<>();
        if (requirements.isByUv()) {
            command.addAll(List.of(PythonRequirements.uv(tools).toString(), "pip", "install", "--quiet"));
            command.addAll(List.of("--python", interpreter));
            foreign.ifPresent(name -> command.addAll(List.of("--python-platform", platform(name) + "-manylinux2014")));
        } else {
            command.addAll(List.of(interpreter, "-m", "pip", "install", "--disable-pip-version-check", "--no-input"));
            command.addAll(List.of("--no-compile", "--no-warn-script-location", "--quiet"));
            foreign.ifPresent(name -> command.addAll(wheelsOnly(platform(name))));
        }
        command.addAll(List.of("--target", into.toString(), "--requirement", list.toString()));
        var result = tools.run(command, artifact.code());
        if (!list.equals(requirements.manifest())) {
            SourceTree.delete(list);
        }
        if (result.exitCode() != 0) {
            String hint = result.output().contains("No module named pip")
                    ? "Install pip for `" + interpreter + "` (apt-get install python3-pip)."
                    : "Mend the requirement that is named above, and build again.";
            throw new BuildException(
                    "`" + (requirements.isByUv() ? "uv " : "") + "pip install` failed for " + artifact.called() + " ("
                            + requirements.manifest() + "). " + hint,
                    result.output());
        }
        Files.deleteIfExists(into.resolve(".lock"));
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

    private static String platform(String architecture) {
        return architecture.equals("arm64") ? "aarch64" : "x86_64";
    }

    private List<String> wheelsOnly(String machine) {
        List<String> options = new ArrayList<>(List.of("--only-binary=:all:", "--implementation", "cp"));
        options.addAll(List.of("--python-version", runtime.replace("python", "")));
        for (String tag : List.of("manylinux2014", "manylinux_2_17", "manylinux_2_28", "manylinux_2_34")) {
            options.addAll(List.of("--platform", tag + "_" + machine));
        }
        return options;
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
