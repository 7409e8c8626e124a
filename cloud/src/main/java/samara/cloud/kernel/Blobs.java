package samara.cloud.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Large bodies as files, named by what is in them. The same content is kept once; who deletes one must know that
/// nobody else means it.
public final class Blobs {
    private final Path folder;

    /// A body that is kept.
    ///
    /// @param sha256 64 lower-case hexadecimal digits
    /// @param size in bytes
    public record Stored(String sha256, long size) {
        public Stored {
            if (!sha256.matches("[0-9a-f]{64}")) {
                throw new IllegalArgumentException("`" + sha256 + "` is not a SHA-256 in hexadecimal digits.");
            }
        }
    }

    /// Bodies below a folder, which is made when it is needed.
    public Blobs(Path folder) {
        this.folder = folder;
    }

    /// Keeps all of a stream. When this returns the body survives the end of the process.
    ///
    /// @throws IOException what the stream throws, or that the disk is full; nothing is kept then
    public Stored put(InputStream content) throws IOException {
        Path incoming = folder.resolve("incoming");
        Files.createDirectories(incoming);
        Path file = Files.createTempFile(incoming, "blob", "");
        try {
            MessageDigest digest = sha256();
            long size;
            try (var out = new DigestOutputStream(Files.newOutputStream(file), digest)) {
                size = content.transferTo(out);
            }
            var stored = new Stored(HexFormat.of().formatHex(digest.digest()), size);
            Path target = path(stored.sha256());
            if (!Files.exists(target)) {
                Files.createDirectories(target.getParent());
                move(file, target);
            }
            return stored;
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /// Keeps bytes.
    public Stored put(byte[] content) {
        try {
            return put(new java.io.ByteArrayInputStream(content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Opens a body.
    ///
    /// @throws UncheckedIOException where there is none of this name
    public InputStream open(Stored stored) {
        try {
            return Files.newInputStream(path(stored.sha256()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The file of a body. It must not be changed.
    public Path file(Stored stored) {
        return path(stored.sha256());
    }

    /// Takes a body away, if it is there.
    public void delete(Stored stored) {
        try {
            Files.deleteIfExists(path(stored.sha256()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path path(String sha256) {
        return folder.resolve(sha256.substring(0, 2)).resolve(sha256);
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw new IOException("The folder `" + to.getParent() + "` is on a file system without atomic renames.", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }
}
