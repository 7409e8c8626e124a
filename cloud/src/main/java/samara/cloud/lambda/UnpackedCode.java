package samara.cloud.lambda;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import samara.cloud.kernel.Blobs;
import samara.cloud.kernel.RelativePath;

/// Archives as folders, named by their content and made when they are first needed.
final class UnpackedCode {
    /// [Deployment package size](https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html), layers
    /// included.
    static final long MAX_BYTES = 262_144_000;

    private static final int MAX_ENTRIES = 200_000;
    private static final String BROKEN =
            "Could not unzip uploaded file. Please check your file, then try to upload again.";

    private final Path folder;
    private final Blobs blobs;

    UnpackedCode(Path folder, Blobs blobs) {
        this.folder = folder;
        this.blobs = blobs;
    }

    /// The folder of an archive.
    Path of(Blobs.Stored stored) {
        Path target = folder.resolve(stored.sha256());
        if (!Files.isDirectory(target)) {
            check(stored);
        }
        return target;
    }

    /// Unpacks an archive, if it is not yet, and counts the bytes of its files.
    ///
    /// @throws samara.wire.AwsException where it cannot be unpacked or is too large
    long check(Blobs.Stored stored) {
        Path target = folder.resolve(stored.sha256());
        try {
            if (Files.isDirectory(target)) {
                return size(target);
            }
            Files.createDirectories(folder);
            Path making = Files.createTempDirectory(folder, "unpacking");
            boolean done = false;
            try {
                long bytes = unpack(stored, making);
                move(making, target);
                done = true;
                return bytes;
            } finally {
                if (!done) {
                    deleteTree(making);
                }
            }
        } catch (ZipException | IllegalArgumentException e) {
            throw LambdaErrors.invalid(BROKEN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Takes the folder of an archive away, if there is one.
    void delete(String sha256) {
        Path target = folder.resolve(sha256);
        if (!Files.isDirectory(target)) {
            return;
        }
        try {
            // Away under another name first: half a folder would count as a whole one.
            Path leaving = Files.createTempDirectory(folder, "leaving");
            Files.move(target, leaving.resolve(sha256), StandardCopyOption.ATOMIC_MOVE);
            deleteTree(leaving);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.isDirectory(to)) {
                throw e;
            }
            deleteTree(from); // another thread unpacked the same meanwhile
        }
    }

    /// Links in an archive become plain files, so that none leads out of the folder.
    private long unpack(Blobs.Stored stored, Path target) throws IOException {
        long left = MAX_BYTES;
        int entries = 0;
        try (var zip = new ZipInputStream(blobs.open(stored))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (++entries > MAX_ENTRIES) {
                    throw LambdaErrors.invalid("The archive has more than " + MAX_ENTRIES + " entries.");
                }
                Path file = RelativePath.of(entry.getName()).in(target);
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    left -= copy(zip, file, left);
                }
            }
        }
        if (entries == 0) {
            throw LambdaErrors.invalid(BROKEN);
        }
        return MAX_BYTES - left;
    }

    private static long copy(ZipInputStream zip, Path file, long most) throws IOException {
        long copied = 0;
        var buffer = new byte[65_536];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int count = zip.read(buffer); count >= 0; count = zip.read(buffer)) {
                copied += count;
                if (copied > most) {
                    throw LambdaErrors.invalid("Unzipped size must be smaller than " + MAX_BYTES + " bytes");
                }
                out.write(buffer, 0, count);
            }
        }
        if (!file.toFile().setExecutable(true, false)) {
            throw new IOException("`" + file + "` cannot be made executable.");
        }
        return copied;
    }

    private static long size(Path tree) throws IOException {
        try (Stream<Path> all = Files.find(tree, Integer.MAX_VALUE, (path, facts) -> facts.isRegularFile())) {
            return all.mapToLong(path -> path.toFile().length()).sum();
        }
    }

    private static void deleteTree(Path tree) throws IOException {
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
