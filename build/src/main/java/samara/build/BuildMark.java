package samara.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What lies in a built folder, written beside the cache when a build has ended. Without one, the folder counts for
/// nothing.
///
/// @param request what was asked for, with all that can be told without reading the sources
/// @param stamps of the sources ([Stamps]); empty where they prove nothing
/// @param fingerprint of everything that went in
/// @param base of everything but the author's own files: dependencies, toolchain, kind
/// @param sources the author's own files, relative to the folder
record BuildMark(String request, String stamps, String fingerprint, String base, List<String> sources) {
    private static final int HEAD = 4;

    BuildMark {
        sources = List.copyOf(sources);
    }

    static Optional<BuildMark> read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        return lines.size() < HEAD
                ? Optional.empty()
                : Optional.of(new BuildMark(
                        lines.get(0), lines.get(1), lines.get(2), lines.get(3), lines.subList(HEAD, lines.size())));
    }

    BuildMark withStamps(String other) {
        return new BuildMark(request, other, fingerprint, base, sources);
    }

    /// Writes it at once: a build that is killed leaves the former mark or none.
    void write(Path file) throws IOException {
        List<String> lines = new ArrayList<>(List.of(request, stamps, fingerprint, base));
        lines.addAll(sources);
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path next = Files.createTempFile(folder, ".", ".new");
        Files.write(next, lines);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
