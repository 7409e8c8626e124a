package samara.build;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/// The programs on this machine: found on the search path and run without a shell. Those that run when the process is
/// told to end are ended with it.
public final class Tools {
    private static final int KEPT_LINES = 30;

    /// The first exit code by which Podman and Docker say that they, not the tool, failed.
    private static final int ENGINE_FAILED = 125;

    private final Map<String, String> environment;
    private final Map<String, String> caller;
    private final Consumer<String> warnings;
    private final Function<String, Optional<Path>> interpreters;
    private final Optional<BuildContainer> container;
    private final Set<String> said;
    private final Map<String, Result> probes = new ConcurrentHashMap<>();

    /// What a program did.
    ///
    /// @param output its last lines, standard output and error together
    record Result(int exitCode, String output) {}

    /// A program to run.
    ///
    /// @param variables what its environment has beside the caller's
    /// @param lines is given each line that it prints; those it accepts are not kept for [Result#output]
    record Task(List<String> command, Path folder, Map<String, String> variables, Predicate<String> lines) {}

    /// @param environment the environment variables that programs get; `PATH` is searched
    /// @param warnings is told once of each thing that is not as it should be
    public Tools(Map<String, String> environment, Consumer<String> warnings) {
        this(environment, warnings, runtime -> Optional.empty());
    }

    /// @param interpreters the program that runs functions of a runtime, where this machine has one
    public Tools(
            Map<String, String> environment, Consumer<String> warnings, Function<String, Optional<Path>> interpreters) {
        this(environment, warnings, interpreters, Optional.empty(), ConcurrentHashMap.newKeySet());
    }

    private Tools(
            Map<String, String> environment,
            Consumer<String> warnings,
            Function<String, Optional<Path>> interpreters,
            Optional<BuildContainer> container,
            Set<String> said) {
        this.caller = Map.copyOf(environment);
        this.environment = Map.copyOf(clean(environment));
        this.warnings = warnings;
        this.interpreters = interpreters;
        this.container = container;
        this.said = said;
    }

    private static Map<String, String> clean(Map<String, String> environment) {
        Map<String, String> clean = new LinkedHashMap<>(environment);
        clean.keySet().removeIf(name -> name.startsWith("SAMARA_") || name.equals("JDK_JAVA_OPTIONS"));
        return clean;
    }

    /// The programs in a container, which has its own.
    Tools within(BuildContainer other) {
        return new Tools(caller, warnings, runtime -> Optional.empty(), Optional.of(other), said);
    }

    /// This machine's architecture by Lambda's name: `x86_64`, `arm64`.
    static String architecture() {
        String name = System.getProperty("os.arch", "");
        return name.equals("aarch64") || name.equals("arm64") ? "arm64" : "x86_64";
    }

    /// The caller's environment, Samara's own settings among it.
    Map<String, String> caller() {
        return caller;
    }

    /// An environment variable, empty where it is not set.
    String variable(String name) {
        return container.map(BuildContainer::variables).orElse(environment).getOrDefault(name, "");
    }

    /// The folders in which programs are looked for.
    String searchPath() {
        return container.map(BuildContainer::image).orElse("") + variable("PATH") + variable("PYENV_VERSION");
    }

    /// The program that runs functions of a runtime.
    Optional<Path> interpreter(String runtime) {
        return interpreters.apply(runtime);
    }

    /// The program of this name, if it is on the search path.
    Optional<Path> find(String name) {
        if (container.isPresent()) {
            // Not every image has `which`; every shell has this.
            Result found = probe(List.of("sh", "-c", "command -v \"$1\" || exit 1", "sh", name));
            if (found.exitCode() >= ENGINE_FAILED) {
                throw new BuildException(
                        "No container can be run from the image `"
                                + container.get().image() + "`.",
                        found.output());
            }
            return found.exitCode() == 0 ? found.output().lines().findFirst().map(Path::of) : Optional.empty();
        }
        for (String folder : variable("PATH").split(File.pathSeparator)) {
            if (!folder.isEmpty()) {
                Path program = Path.of(folder, name);
                if (Files.isExecutable(program) && !Files.isDirectory(program)) {
                    return Optional.of(program);
                }
            }
        }
        return Optional.empty();
    }

    /// The program of this name.
    ///
    /// @param advice what to do where there is none
    /// @throws BuildException if it is not on the search path
    Path required(String name, String advice) {
        return find(name)
                .orElseThrow(() -> new BuildException(
                        container
                                .map(other -> "`" + name + "` is not in the image `" + other.image()
                                        + "`. Name another one by `--build-image`.")
                                .orElse("`" + name + "` is not on this machine's PATH. " + advice),
                        ""));
    }

    /// Where a program is and since when, so that another one in its place is seen; nothing is run for it.
    String stamp(String name) {
        if (container.isPresent()) {
            return name + " in " + container.get().image();
        }
        return find(name)
                .map(program -> program + "@" + program.toFile().lastModified())
                .orElse("no " + name);
    }

    /// Warns, unless the same was said before.
    void warnOnce(String message) {
        if (isFirst(message)) {
            warnings.accept(message);
        }
    }

    /// Whether this is asked for the first time.
    boolean isFirst(String what) {
        return said.add(what);
    }

    /// What a program says of itself, asked once a run.
    Result probe(List<String> command) {
        return probes.computeIfAbsent(String.join("\0", command), key -> {
            try {
                return run(command, Path.of(container.isPresent() ? "/" : "."));
            } catch (IOException e) {
                return new Result(127, String.valueOf(e.getMessage()));
            }
        });
    }

    /// Runs a program to its end; its input is empty.
    Result run(List<String> command, Path folder) throws IOException {
        return run(command, folder, Map.of());
    }

    /// The same with more environment variables.
    Result run(List<String> command, Path folder, Map<String, String> variables) throws IOException {
        return run(new Task(command, folder, variables, line -> false));
    }

    /// Runs a program to its end; its input is empty.
    Result run(Task task) throws IOException {
        String name = BuildContainer.nextName();
        List<String> command = container.isPresent() ? container.get().commandLine(name, task) : task.command();
        var builder = new ProcessBuilder(command)
                .directory(task.folder().toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.environment().clear();
        if (container.isPresent()) {
            builder.environment().putAll(container.get().engine().variables());
        } else {
            builder.environment().putAll(environment);
            builder.environment().putAll(task.variables());
        }
        Process process = RunningTools.start(
                builder,
                container
                        .map(other -> other.engine().commandLine(List.of("kill", name)))
                        .orElse(List.of()));
        var kept = new ArrayDeque<String>();
        try (var reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (task.lines().test(line)) {
                    continue;
                }
                kept.add(line);
                if (kept.size() > KEPT_LINES) {
                    kept.remove();
                }
            }
            return new Result(process.waitFor(), String.join("\n", kept));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new java.io.InterruptedIOException("The build was interrupted.");
        } finally {
            RunningTools.end(process);
        }
    }
}
