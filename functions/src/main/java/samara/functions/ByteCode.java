package samara.functions;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;

/// Compiled modules of a revision of a function, so that they are compiled once. The first environment keeps them in
/// memory of its sandbox; they are taken out of there when it is ready, and later ones see them read-only: a function
/// has no place of the machine to write to.
final class ByteCode {
    /// What a revision may keep.
    static final int MAX_MEGABYTES = 64;

    private static final long MAX_BYTES = (long) MAX_MEGABYTES << 20;
    private static final int MAX_DEPTH = 40;

    private final Path folder;
    private final Path making;
    private long bytes;

    private ByteCode(Path folder, String id) {
        this.folder = folder;
        this.making = folder.resolveSibling(folder.getFileName() + "-" + id);
    }

    /// Keeps what an environment has compiled, unless another has meanwhile.
    ///
    /// @param inside a folder below the root of the sandbox, which the function may have put anything into:
    ///     links are not followed, and too much is left
    /// @param id the environment's
    static void keep(Path inside, Path folder, String id) {
        if (Files.exists(folder)) {
            return;
        }
        var kept = new ByteCode(folder, id);
        try (DirectoryStream<Path> top = Files.newDirectoryStream(inside)) {
            if (top instanceof SecureDirectoryStream<Path> secure) {
                kept.copy(secure, kept.making, 0);
                Files.move(kept.making, folder, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (FileAlreadyExistsException e) {
            Launcher.deleteTree(kept.making);
        } catch (IOException | java.nio.file.DirectoryIteratorException e) {
            Launcher.deleteTree(kept.making); // the environment ended meanwhile, or has too much: the next one may do
        }
    }

    private void copy(SecureDirectoryStream<Path> from, Path to, int depth) throws IOException {
        Files.createDirectories(to);
        if (depth > MAX_DEPTH) {
            throw new FileSystemException(to.toString(), null, "deeper than any package");
        }
        for (Path entry : from) {
            Path name = entry.getFileName();
            BasicFileAttributes is = from.getFileAttributeView(
                            name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .readAttributes();
            if (is.isDirectory()) {
                try (var below = from.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
                    copy(below, to.resolve(name), depth + 1);
                }
            } else if (is.isRegularFile()) {
                copyFile(from, name, to.resolve(name));
            }
        }
    }

    private void copyFile(SecureDirectoryStream<Path> from, Path name, Path to) throws IOException {
        try (SeekableByteChannel channel =
                from.newByteChannel(name, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            byte[] content = Channels.newInputStream(channel).readNBytes((int) (MAX_BYTES - bytes) + 1);
            bytes += content.length;
            if (bytes > MAX_BYTES) {
                throw new FileSystemException(to.toString(), null, "more than " + MAX_MEGABYTES + " MB");
            }
            Files.write(to, content);
        }
    }
}
