package samara.functions.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Content-addressed files: `blobs/sha256/…`. Safe for use by several processes.
final class Blobs {
    private static final String ALGORITHM = "sha256:";

    private final Path folder;

    /// @param store the folder that holds `blobs/`
    Blobs(Path store) {
        this.folder = store.resolve("blobs/sha256");
    }

    /// Something that writes bytes.
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /// What was written.
    ///
    /// @param fresh whether it wasn't there before
    record Written(Blob blob, boolean fresh) {}

    Written write(Content content) throws IOException {
        Files.createDirectories(folder);
        Path next = Files.createTempFile(folder, ".", ".new");
        try {
            MessageDigest digest = sha256();
            try (var out = new java.io.BufferedOutputStream(
                    new DigestOutputStream(Files.newOutputStream(next), digest), 1 << 16)) {
                content.writeTo(out);
            }
            String hex = HexFormat.of().formatHex(digest.digest());
            Blob blob = new Blob(ALGORITHM + hex, Files.size(next));
            Path target = folder.resolve(hex);
            boolean fresh = !Files.exists(target);
            if (fresh) {
                Files.move(next, target, StandardCopyOption.ATOMIC_MOVE);
            }
            return new Written(blob, fresh);
        } finally {
            Files.deleteIfExists(next);
        }
    }

    Blob write(byte[] bytes) throws IOException {
        return write(out -> out.write(bytes)).blob();
    }

    /// Writes what must have this digest.
    ///
    /// @throws ImageException if it has another
    Blob write(Blob expected, InputStream in) throws IOException {
        Written written = write(in::transferTo);
        if (!written.blob().digest().equals(expected.digest())) {
            if (written.fresh()) {
                delete(written.blob().digest());
            }
            throw new ImageException("A part of the image is damaged: it should be " + expected.digest() + ", and is "
                    + written.blob().digest() + ".");
        }
        return written.blob();
    }

    boolean has(String digest) {
        return Files.isRegularFile(file(digest));
    }

    Path file(String digest) {
        String hex = digest.startsWith(ALGORITHM) ? digest.substring(ALGORITHM.length()) : digest;
        if (!hex.matches("[0-9a-f]{64}")) {
            throw new ImageException("`" + digest + "` is no SHA-256 digest.");
        }
        return folder.resolve(hex);
    }

    /// The bytes of a manifest or a configuration.
    byte[] small(String digest) throws IOException {
        Path file = file(digest);
        if (Files.size(file) > Document.MAX_BYTES) {
            throw new ImageException("The part " + digest + " of the image is too large for what it should be.");
        }
        return Files.readAllBytes(file);
    }

    void delete(String digest) throws IOException {
        Files.deleteIfExists(file(digest));
    }

    static String digest(byte[] bytes) {
        return ALGORITHM + HexFormat.of().formatHex(sha256().digest(bytes));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }
}
