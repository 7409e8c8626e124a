package samara.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What lies in a built folder, written beside the cache when a build has ended. Without one, the folder counts for
/// nothing.
///
/// @param fingerprint of everything that went in
/// @param base of everything but the author's own files: dependencies, toolchain, kind
/// @param sources the author's own files, relative to the folder
record BuildMark(String fingerprint, String base, List<String> sources) {

    BuildMark {
        sources = List.copyOf(sources);
    }

    static Optional<BuildMark> read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        return lines.size() < 2
                ? Optional.empty()
                : Optional.of(new BuildMark(lines.get(0), lines.get(1), lines.subList(2, lines.size())));
    }

    void write(Path file) throws IOException {
        List<String> lines = new ArrayList<>(List.of(fingerprint, base));
        lines.addAll(sources);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, lines);
    }
}
