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
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Large bodies as files, named by what is in them. The same content is kept once; who deletes one must know that
/// nobody else means it: a service that deletes keeps its bodies apart with [#of].
public final class Blobs {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private final Path folder;

    /// A body that is kept.
    ///
    /// @param sha256 64 lower-case hexadecimal digits
    /// @param size in bytes
    public record Stored(String sha256, long size) {
        public Stored {
            if (!SHA256.matcher(sha256).matches()) {
                throw new IllegalArgumentException("`" + sha256 + "` is not a SHA-256 in hexadecimal digits.");
            }
        }
    }

    /// Bodies below a folder, which is made when it is needed.
    public Blobs(Path folder) {
        this.folder = folder;
    }

    /// Bodies of one owner alone, who may delete them without asking others.
    public Blobs of(String owner) {
        return new Blobs(folder.resolve(owner));
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

    /// All bodies that are kept here; those of owners apart are not among them.
    public List<Stored> list() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.find(
                folder,
                2,
                (file, facts) ->
                        facts.isRegularFile() && SHA256.matcher(name(file)).matches())) {
            return files.map(file -> new Stored(name(file), file.toFile().length()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString();
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
