package samara.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;

/// Hashes that change exactly when what they stand for does: SHA-256, in hexadecimal.
public final class Fingerprint {
    private Fingerprint() {}

    /// The hash of a text.
    public static String of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /// The hash of some bytes.
    public static String of(byte[] bytes) {
        return HexFormat.of().formatHex(digest().digest(bytes));
    }

    /// The hash of a folder's files: their paths, contents and whether they may be executed.
    public static String ofFolder(Path folder) throws IOException {
        return of(folder, SourceTree.files(folder, name -> false));
    }

    /// The hash of files and of all files in folders, of which those that are not there count as such.
    static String of(List<Path> inputs, Predicate<String> leftBehind) throws IOException {
        var text = new StringBuilder();
        for (Path input : inputs) {
            text.append(input).append('\n');
            if (Files.isDirectory(input)) {
                text.append(of(input, SourceTree.files(input, leftBehind)));
            } else if (Files.exists(input)) {
                text.append(of(Files.readAllBytes(input)));
            }
            text.append('\n');
        }
        return of(text.toString());
    }

    private static String of(Path folder, List<Path> files) throws IOException {
        MessageDigest digest = digest();
        for (Path file : files) {
            String head =
                    folder.relativize(file).toString() + '\0' + Files.size(file) + '\0' + Files.isExecutable(file);
            digest.update((head + '\0').getBytes(StandardCharsets.UTF_8));
            digest.update(Files.readAllBytes(file));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
