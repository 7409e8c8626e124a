package samara.functions.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Lambda's runtimes and the interpreters of this machine that run them: the exact version, else the nearest newer one,
/// else the nearest older one, which is said once.
public final class Runtimes {
    private static final Pattern PYTHON = Pattern.compile("python3\\.(\\d+)");
    private static final Pattern NODE = Pattern.compile("nodejs(\\d+)\\.x");
    private static final Pattern PROVIDED = Pattern.compile("provided(\\.al2|\\.al2023)?");
    private static final Pattern KNOWN = Pattern.compile("(java|ruby|go|dotnet|nodejs|python)[\\w.]*");
    private static final Pattern PYTHON_PROGRAM = Pattern.compile("python3\\.(\\d+)");
    private static final Pattern NODE_FOLDER = Pattern.compile("v?(\\d+)(\\.\\d+)*");

    private final Consumer<String> warnings;
    private final ConcurrentHashMap<String, Interpreter> resolved = new ConcurrentHashMap<>();

    /// A program that runs a language.
    ///
    /// @param minor what the versions are told apart by: 12 of Python 3.12, 22 of Node.js 22
    public record Interpreter(Path program, int minor) {

        /// The folder that holds all of its installation.
        public Path prefix() {
            Path bin = program.getParent();
            Path prefix = bin == null ? null : bin.getParent();
            return prefix == null ? program : prefix;
        }
    }

    /// What runs a function.
    public sealed interface Kind {
        record Python(Interpreter interpreter) implements Kind {}

        record Node(Interpreter interpreter) implements Kind {}

        record Custom() implements Kind {}
    }

    /// Runtimes of this machine.
    public Runtimes(Consumer<String> warnings) {
        this.warnings = warnings;
    }

    /// Whether a function of this runtime could be run, if not, why.
    ///
    /// @throws UnsupportedRuntimeException when it could not
    public void check(String runtime) {
        kind(runtime);
    }

    /// The interpreter that runs functions of a runtime, and that dependencies should be installed by.
    ///
    /// @throws UnsupportedRuntimeException when there is none
    public Optional<Interpreter> interpreter(String runtime) {
        return switch (kind(runtime)) {
            case Kind.Python python -> Optional.of(python.interpreter());
            case Kind.Node node -> Optional.of(node.interpreter());
            case Kind.Custom _ -> Optional.empty();
        };
    }

    /// What runs functions of a runtime.
    ///
    /// @throws UnsupportedRuntimeException when nothing here does
    public Kind kind(String runtime) {
        Matcher python = PYTHON.matcher(runtime);
        if (python.matches()) {
            int minor = Integer.parseInt(python.group(1));
            return new Kind.Python(resolved.computeIfAbsent(
                    runtime, r -> choose(r, minor, pythons(), "Python 3." + minor, "Python 3.")));
        }
        Matcher node = NODE.matcher(runtime);
        if (node.matches()) {
            int major = Integer.parseInt(node.group(1));
            return new Kind.Node(
                    resolved.computeIfAbsent(runtime, r -> choose(r, major, nodes(), "Node.js " + major, "Node.js ")));
        }
        if (PROVIDED.matcher(runtime).matches()) {
            return new Kind.Custom();
        }
        throw new UnsupportedRuntimeException(
                KNOWN.matcher(runtime).matches()
                        ? "The runtime `" + runtime
                                + "` is not built in Samara yet; Python, Node.js and `provided` are."
                        : "`" + runtime + "` is no runtime of Lambda.");
    }

    private Interpreter choose(String runtime, int wanted, List<Interpreter> found, String name, String prefix) {
        Optional<Interpreter> newer = found.stream()
                .filter(interpreter -> interpreter.minor() >= wanted)
                .min(Comparator.comparingInt(Interpreter::minor));
        Interpreter chosen = newer.or(() -> found.stream().max(Comparator.comparingInt(Interpreter::minor)))
                .orElseThrow(() -> new UnsupportedRuntimeException("The runtime `" + runtime + "` needs " + name
                        + ", and this machine has none. Install it so that it is on the PATH."));
        if (chosen.minor() != wanted) {
            warnings.accept("There is no " + name + " here: functions of `" + runtime + "` run on " + prefix
                    + chosen.minor() + " (" + chosen.program() + ").");
        }
        return chosen;
    }

    /// The first program of this name on the `PATH`.
    public static Optional<Path> onPath(String name) {
        return path().map(folder -> folder.resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static List<Interpreter> pythons() {
        List<Interpreter> found = new ArrayList<>();
        Path home = Path.of(System.getProperty("user.home"));
        Stream<Path> folders = Stream.of(
                        path(),
                        Stream.of(Path.of("/usr/local/bin"), Path.of("/usr/bin")),
                        children(home.resolve(".pyenv/versions")).map(version -> version.resolve("bin")),
                        children(home.resolve(".local/share/uv/python")).map(version -> version.resolve("bin")))
                .flatMap(all -> all);
        for (Path folder : (Iterable<Path>) folders::iterator) {
            children(folder).forEach(program -> {
                Matcher name = PYTHON_PROGRAM.matcher(String.valueOf(program.getFileName()));
                if (name.matches() && Files.isExecutable(program)) {
                    found.add(new Interpreter(real(program), Integer.parseInt(name.group(1))));
                }
            });
        }
        return found;
    }

    private static List<Interpreter> nodes() {
        List<Interpreter> found = new ArrayList<>();
        Path home = Path.of(System.getProperty("user.home"));
        Stream.of(home.resolve(".nvm/versions/node"), home.resolve(".local/share/fnm/node-versions"))
                .flatMap(Runtimes::children)
                .forEach(version -> {
                    Matcher name = NODE_FOLDER.matcher(String.valueOf(version.getFileName()));
                    Path program = version.resolve("bin/node");
                    if (name.matches() && Files.isExecutable(program)) {
                        found.add(new Interpreter(real(program), Integer.parseInt(name.group(1))));
                    }
                });
        onPath("node").ifPresent(program -> found.add(new Interpreter(real(program), majorOf(program))));
        return found;
    }

    /// Asks a Node.js for its version; its file's name does not say.
    private static int majorOf(Path node) {
        try {
            var process = new ProcessBuilder(node.toString(), "-p", "process.versions.node.split('.')[0]")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String answer =
                    new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).trim();
            return answer.matches("\\d{1,4}") ? Integer.parseInt(answer) : 0;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// The folders of the `PATH`, without pyenv's shims: those are scripts that need pyenv's own settings.
    private static Stream<Path> path() {
        Set<Path> folders = new LinkedHashSet<>();
        for (String folder : new ProcessBuilder()
                .environment()
                .getOrDefault("PATH", "/usr/bin:/bin")
                .split(":", -1)) {
            if (!folder.isEmpty() && !folder.endsWith("/shims")) {
                folders.add(Path.of(folder));
            }
        }
        return folders.stream();
    }

    private static Stream<Path> children(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList().stream();
        } catch (IOException e) {
            return Stream.empty(); // a folder of the PATH that we may not read
        }
    }

    private static Path real(Path program) {
        try {
            return program.toRealPath();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
