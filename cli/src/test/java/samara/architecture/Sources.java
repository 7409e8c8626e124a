package samara.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The project's own source files, generated ones left out.
final class Sources {
    private static final List<String> MODULES =
            List.of("template", "transform", "functions", "gateway", "wire", "cloud", "build", "console", "cli");

    private Sources() {}

    static Path root() {
        return Path.of(System.getProperty("samara.root", ".."));
    }

    /// Each module's folder of main sources.
    static List<Path> roots() {
        return MODULES.stream()
                .map(module -> root().resolve(module).resolve("src/main/java"))
                .filter(Files::isDirectory)
                .toList();
    }

    /// All files of main sources in order.
    static List<Path> files() {
        return roots().stream()
                .flatMap(folder -> {
                    try (var walk = Files.walk(folder)) {
                        return walk.filter(file -> file.toString().endsWith(".java")).sorted().toList().stream();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }
}
