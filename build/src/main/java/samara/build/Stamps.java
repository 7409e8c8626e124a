package samara.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.function.Predicate;

/// Sizes, times and numbers of files: as long as these are the same, so are the files, and they need not be read.
///
/// A file that was changed twice within one tick of the file system's clock looks unchanged; therefore stamps count
/// only if each file's time is well before the moment that they were taken.
///
/// @param text of all files
/// @param newest the last change, in milliseconds since 1970
record Stamps(String text, long newest) {
    /// Longer than a tick of any file system in use.
    private static final long TICK_MILLIS = 50;

    /// The stamps of files, and of all files in folders.
    static Stamps of(List<Path> inputs, Predicate<String> leftBehind) throws IOException {
        var text = new StringBuilder();
        long newest = 0;
        for (Path input : inputs) {
            text.append(input).append('\n');
            if (Files.isDirectory(input)) {
                for (var file : SourceTree.attributes(input, leftBehind).entrySet()) {
                    BasicFileAttributes attributes = file.getValue();
                    newest = Math.max(newest, append(text, file.getKey(), attributes));
                }
            } else if (Files.exists(input)) {
                newest = Math.max(newest, append(text, input, Files.readAttributes(input, BasicFileAttributes.class)));
            }
        }
        return new Stamps(Fingerprint.of(text.toString()), newest);
    }

    private static long append(StringBuilder text, Path file, BasicFileAttributes attributes) {
        FileTime modified = attributes.lastModifiedTime();
        text.append(file)
                .append('\0')
                .append(attributes.size())
                .append('\0')
                .append(modified)
                .append('\0')
                .append(attributes.fileKey());
        text.append(Files.isExecutable(file)).append('\n');
        return modified.toMillis();
    }

    /// Whether equal stamps that were taken at this moment prove equal files.
    boolean areSettledAt(long millis) {
        return newest < millis - TICK_MILLIS;
    }

    /// What the file system's clock says.
    static long now(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path file = Files.createTempFile(folder, ".now", "");
        long millis = Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toMillis();
        Files.delete(file);
        return millis;
    }
}
