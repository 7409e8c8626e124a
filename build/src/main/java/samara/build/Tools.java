package samara.build;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// The programs on this machine: found on the search path and run without a shell.
public final class Tools {
    private static final int KEPT_LINES = 15;

    private final Map<String, String> environment;
    private final Consumer<String> warnings;
    private final Map<String, Boolean> warned = new ConcurrentHashMap<>();
    private final Map<String, Result> probes = new ConcurrentHashMap<>();

    /// What a program did.
    ///
    /// @param output its last lines, standard output and error together
    record Result(int exitCode, String output) {}

    /// @param environment the environment variables that programs get; `PATH` is searched
    /// @param warnings is told once of each thing that is not as it should be
    public Tools(Map<String, String> environment, Consumer<String> warnings) {
        this.environment = Map.copyOf(environment);
        this.warnings = warnings;
    }

    /// The folders in which programs are looked for.
    String searchPath() {
        return environment.getOrDefault("PATH", "") + environment.getOrDefault("PYENV_VERSION", "");
    }

    /// The program of this name, if it is on the search path.
    Optional<Path> find(String name) {
        for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator)) {
            if (!folder.isEmpty()) {
                Path program = Path.of(folder, name);
                if (Files.isExecutable(program) && !Files.isDirectory(program)) {
                    return Optional.of(program);
                }
            }
        }
        return Optional.empty();
    }

    /// Warns, unless the same was said before.
    void warnOnce(String message) {
        if (warned.putIfAbsent(message, true) == null) {
            warnings.accept(message);
        }
    }

    /// What a program says of itself, asked once a run.
    Result probe(List<String> command) {
        return probes.computeIfAbsent(String.join("\0", command), key -> {
            try {
                return run(command, Path.of("."));
            } catch (IOException e) {
                return new Result(127, String.valueOf(e.getMessage()));
            }
        });
    }

    /// Runs a program to its end; its input is empty.
    Result run(List<String> command, Path folder) throws IOException {
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        var kept = new ArrayDeque<String>();
        try (var reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                kept.add(line);
                if (kept.size() > KEPT_LINES) {
                    kept.remove();
                }
            }
            return new Result(process.waitFor(), String.join("\n", kept));
        } catch (InterruptedException e) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new java.io.InterruptedIOException("The build was interrupted.");
        }
    }
}
