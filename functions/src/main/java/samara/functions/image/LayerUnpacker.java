package samara.functions.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// Puts the layers of one image on one another in a folder, whiteouts and all:
/// [layer changesets](https://github.com/opencontainers/image-spec/blob/main/layer.md). Files are replaced, never
/// written into, so that a folder may share its files with others by hard links. Not thread-safe.
public final class LayerUnpacker {
    private static final String WHITEOUT = ".wh.";
    private static final String OPAQUE = ".wh..wh..opq";

    private final RootFolder root;
    private final Limits limits;
    private long bytes;
    private long entries;

    /// How large an unpacked image may be.
    ///
    /// @param bytes of all its files; Lambda takes 10 GB
    /// @param entries files, folders and links
    public record Limits(long bytes, long entries) {
        /// What [Lambda takes](https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html).
        public static final Limits LAMBDA = new Limits(10L << 30, 2_000_000);
    }

    /// @param folder empty, or what the layers below made of it
    public LayerUnpacker(Path folder, Limits limits) {
        this.root = new RootFolder(folder);
        this.limits = limits;
    }

    /// Whether a file is a tar archive, perhaps compressed.
    public static boolean isArchive(Path file) throws IOException {
        try (InputStream in = Compression.open(file)) {
            byte[] head = in.readNBytes(262);
            return new String(head, StandardCharsets.ISO_8859_1).startsWith("ustar", 257);
        } catch (ZipException e) {
            return false; // no gzip after all
        }
    }

    /// Puts a layer onto what there is.
    ///
    /// @param layer tar, perhaps compressed
    /// @throws ImageException if it leads out of the folder, is damaged or too large
    public void apply(Path layer) throws IOException {
        try (InputStream in = Compression.open(layer);
                var tar = new TarReader(in)) {
            apply(tar);
        }
    }

    /// Puts a layer onto what there is.
    public void apply(TarReader tar) throws IOException {
        Set<Path> ours = new HashSet<>();
        for (var next = tar.next(); next.isPresent(); next = tar.next()) {
            TarEntry entry = next.get();
            if (++entries > limits.entries()) {
                throw new ImageException("The image holds more than " + limits.entries() + " files.");
            }
            bytes += entry.size();
            if (bytes > limits.bytes()) {
                throw new ImageException(
                        "The image is larger than " + (limits.bytes() >> 20) + " MB, which is the most it may be.");
            }
            List<String> parts = RootFolder.parts(entry.name());
            if (parts.isEmpty()) {
                continue; // the root itself
            }
            String name = parts.getLast();
            Path folder = root.folders(String.join("/", parts.subList(0, parts.size() - 1)));
            if (name.equals(OPAQUE)) {
                empty(folder, ours);
            } else if (name.startsWith(WHITEOUT)) {
                String hidden = name.substring(WHITEOUT.length());
                if (hidden.isEmpty() || hidden.equals(".") || hidden.equals("..")) {
                    throw new ImageException("The image holds the whiteout `" + entry.name() + "`, which is none.");
                }
                RootFolder.delete(folder.resolve(hidden));
            } else {
                Path target = folder.resolve(name);
                place(tar, entry, target);
                ours.add(target);
            }
        }
    }

    private void place(TarReader tar, TarEntry entry, Path target) throws IOException {
        switch (entry.kind()) {
            case FOLDER -> {
                if (!Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
                    Files.deleteIfExists(target);
                    Files.createDirectory(target);
                }
                // Ours to walk and to delete, whatever the image says.
                permit(target, entry.mode() | 0700);
            }
            case FILE -> {
                RootFolder.delete(target);
                try (var content = tar.content()) {
                    Files.copy(content, target);
                }
                permit(target, entry.mode() | 0400);
                Files.setLastModifiedTime(
                        target, FileTime.from(entry.modifiedSeconds(), java.util.concurrent.TimeUnit.SECONDS));
            }
            case SYMBOLIC_LINK -> {
                RootFolder.delete(target);
                RootFolder.parts(entry.linkName().replace("..", "_")); // its length and NUL
                Files.createSymbolicLink(target, Path.of(entry.linkName()));
            }
            case HARD_LINK -> {
                List<String> parts = RootFolder.parts(entry.linkName());
                Path other = root.resolveLink(String.join("/", parts));
                if (!Files.exists(other, LinkOption.NOFOLLOW_LINKS)
                        || Files.isDirectory(other, LinkOption.NOFOLLOW_LINKS)) {
                    throw new ImageException("The image's link `" + entry.name() + "` leads to `" + entry.linkName()
                            + "`, which is not there.");
                }
                if (!other.equals(target)) {
                    RootFolder.delete(target);
                    Files.createLink(target, other);
                }
            }
            case SPECIAL -> {
                // A device: the sandbox has its own `/dev`.
            }
        }
    }

    /// Takes away what lower layers put into a folder.
    private static void empty(Path folder, Set<Path> ours) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!ours.contains(file)) {
                    Files.delete(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path at, @Nullable IOException e) throws IOException {
                boolean kept = at.equals(folder) || ours.contains(at);
                if (!kept) {
                    try (var children = Files.newDirectoryStream(at)) {
                        kept = children.iterator().hasNext();
                    }
                }
                if (!kept) {
                    Files.delete(at);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void permit(Path path, int mode) throws IOException {
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        PosixFilePermission[] all = {
            PosixFilePermission.OTHERS_EXECUTE, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.OTHERS_READ,
            PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.GROUP_WRITE, PosixFilePermission.GROUP_READ,
            PosixFilePermission.OWNER_EXECUTE, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_READ
        };
        for (int bit = 0; bit < all.length; bit++) {
            if ((mode & (1 << bit)) != 0) {
                permissions.add(all[bit]);
            }
        }
        Files.setPosixFilePermissions(path, permissions);
    }
}
