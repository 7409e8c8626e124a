package samara.functions.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Where programs are looked for.
public final class SearchPath {
    private static final int ANSWER_SECONDS = 10;

    private SearchPath() {}

    /// The first program of this name on the `PATH`.
    public static Optional<Path> find(String name) {
        return folders()
                .map(folder -> folder.resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// The folders of the `PATH`, without shims (pyenv's, rbenv's): those are scripts that need settings of their own.
    static Stream<Path> folders() {
        Set<Path> folders = new LinkedHashSet<>();
        for (String folder : variable("PATH").orElse("/usr/bin:/bin").split(":", -1)) {
            if (!folder.isEmpty() && !folder.endsWith("/shims")) {
                folders.add(Path.of(folder));
            }
        }
        return folders.stream();
    }

    /// A variable of Samara's own environment.
    public static Optional<String> variable(String name) {
        return Optional.ofNullable(new ProcessBuilder().environment().get(name));
    }

    /// A folder below the user's home.
    static Path home(String below) {
        return Path.of(System.getProperty("user.home")).resolve(below);
    }

    /// What is in a folder; nothing when it is none, or one that we may not read.
    static Stream<Path> children(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList().stream();
        } catch (IOException e) {
            return Stream.empty(); // a folder of the PATH that we may not read
        }
    }

    /// The path without links.
    static Path real(Path program) {
        try {
            return program.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What a program prints when it is asked for its version; nothing when it cannot be run.
    static String answer(List<String> command) {
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .start();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(ANSWER_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            return answer.strip();
        } catch (IOException e) {
            return ""; // for another machine, or broken
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
