package samara.cloud.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/// A function's or a layer's code as a zip archive. Links in it become plain files, so that none leads out of the
/// folder
/// that it is unpacked into.
///
/// Limits: 262,144,000 bytes unpacked
/// ([deployment package size](https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html), layers
/// included), 200,000 entries.
public final class CodeArchive {
    /// What its files may have together, in bytes.
    public static final long MAX_BYTES = 262_144_000;

    /// How many files and folders it may have.
    public static final int MAX_ENTRIES = 200_000;

    private CodeArchive() {}

    /// Unpacks one; closes it, too.
    ///
    /// @return the bytes of its files
    /// @throws ArchiveLimitException where it holds more than it may
    /// @throws ZipException where it is no archive
    /// @throws IllegalArgumentException where an entry's name leads out of the folder
    public static long unpack(InputStream archive, Path target) throws IOException {
        long left = MAX_BYTES;
        int entries = 0;
        try (var zip = new ZipInputStream(archive)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (++entries > MAX_ENTRIES) {
                    throw new ArchiveLimitException(
                            ArchiveLimitException.Limit.ENTRIES, "it has more than " + MAX_ENTRIES + " entries.");
                }
                Path file = RelativePath.of(entry.getName()).in(target);
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.resolveSibling(""));
                    left -= copy(zip, file, left);
                }
            }
        }
        if (entries == 0) {
            throw new ZipException("it is no archive, or empty.");
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
                    throw new ArchiveLimitException(
                            ArchiveLimitException.Limit.BYTES, "unpacked it is larger than " + MAX_BYTES + " bytes.");
                }
                out.write(buffer, 0, count);
            }
        }
        // A ZipInputStream doesn't tell the mode; `bootstrap` needs it.
        if (!file.toFile().setExecutable(true, false)) {
            throw new IOException("`" + file + "` cannot be made executable.");
        }
        return copied;
    }
}
