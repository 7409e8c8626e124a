import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/// The folder that is written into. Files that would not change are left alone, so that nothing is compiled anew for
/// them; files that are no longer generated are taken away.
final class Output {
    private final Path folder;
    private final Set<Path> written = new HashSet<>();

    Output(Path folder) {
        this.folder = folder;
    }

    void write(Path name, String text) {
        write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    void write(Path name, byte[] bytes) {
        Path file = folder.resolve(name);
        if (!written.add(file)) {
            throw new IllegalStateException("`" + name + "` is generated twice.");
        }
        try {
            if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), bytes)) {
                Files.createDirectories(file.getParent());
                Files.write(file, bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void deleteTheRest() throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!written.contains(file)) {
                    Files.delete(file);
                }
            }
        }
    }
}
