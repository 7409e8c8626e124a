package samara.cli.init.cookiecutter;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import samara.cli.command.UserException;

/// Unpacks a zip file of a stranger's.
final class ZipTemplate {
    private static final int MAXIMUM_ENTRIES = 10_000;
    private static final long MAXIMUM_BYTES = 200L << 20;

    private ZipTemplate() {}

    /// @throws UserException if it is none, too large, or wants to write elsewhere
    static void unpack(Path file, Path folder) {
        try (var zip = new ZipFile(file.toFile())) {
            if (zip.size() > MAXIMUM_ENTRIES) {
                throw new UserException(file.getFileName() + " has more than " + MAXIMUM_ENTRIES + " entries.");
            }
            long left = MAXIMUM_BYTES;
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                Path target = target(folder, entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    left = copy(zip, entry, target, left);
                }
            }
        } catch (IOException e) {
            throw new UserException(file.getFileName() + " can't be unpacked: " + e.getMessage() + ".");
        }
    }

    private static Path target(Path folder, String name) {
        boolean odd = name.indexOf('\0') >= 0 || name.indexOf('\\') >= 0 || name.startsWith("/");
        Path target = odd ? folder : folder.resolve(name).normalize();
        if (odd || !target.startsWith(folder)) {
            throw new UserException("The zip file has an entry `" + name.replace("\0", "\\0")
                    + "`, which leaves its folder. Nothing was made.");
        }
        return target;
    }

    private static long copy(ZipFile zip, ZipEntry entry, Path target, long allowed) throws IOException {
        long left = allowed;
        try (InputStream in = zip.getInputStream(entry);
                var out = Files.newOutputStream(target)) {
            byte[] buffer = new byte[1 << 16];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                left -= count;
                if (left < 0) {
                    throw new UserException(
                            "The zip file holds more than " + (MAXIMUM_BYTES >> 20) + " MB. Nothing was made.");
                }
                out.write(buffer, 0, count);
            }
        }
        return left;
    }
}
