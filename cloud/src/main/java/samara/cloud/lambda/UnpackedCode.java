package samara.cloud.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import samara.cloud.kernel.ArchiveLimitException;
import samara.cloud.kernel.Blobs;
import samara.cloud.kernel.CodeArchive;

/// Archives as folders, named by their content and made when they are first needed.
final class UnpackedCode {
    /// [Deployment package size](https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html), layers
    /// included.
    static final long MAX_BYTES = CodeArchive.MAX_BYTES;

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
                long bytes = CodeArchive.unpack(blobs.open(stored), making);
                move(making, target);
                done = true;
                return bytes;
            } finally {
                if (!done) {
                    deleteTree(making);
                }
            }
        } catch (ArchiveLimitException e) {
            throw LambdaErrors.invalid(
                    switch (e.limit()) {
                        case ENTRIES -> "The archive has more than " + CodeArchive.MAX_ENTRIES + " entries.";
                        case BYTES -> "Unzipped size must be smaller than " + MAX_BYTES + " bytes";
                    });
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
