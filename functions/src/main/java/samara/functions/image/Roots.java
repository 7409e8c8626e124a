package samara.functions.image;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// Unpacked images, one folder for each stack of layers. A stack that begins as another does shares its files with that
/// by hard links.
final class Roots {
    /// What a sandbox mounts something on. A read-only root must have them.
    private static final List<String> MOUNT_FOLDERS = List.of("proc", "dev", "tmp");

    private static final List<String> MOUNT_FILES = List.of("etc/resolv.conf", "etc/hosts", "etc/passwd", "etc/group");

    private final Path folder;
    private final Blobs blobs;

    Roots(Path folder, Blobs blobs) {
        this.folder = folder;
        this.blobs = blobs;
    }

    Path of(List<StoredImage.Layer> layers) throws IOException {
        Path root = rootOf(layers);
        if (Files.isDirectory(root)) {
            return root;
        }
        Files.createDirectories(folder);
        Path next = Files.createTempDirectory(folder, ".unpacking");
        try {
            int shared = layers.size() - 1;
            while (shared > 0 && !Files.isDirectory(rootOf(layers.subList(0, shared)))) {
                shared--;
            }
            if (shared > 0) {
                copy(rootOf(layers.subList(0, shared)), next, true);
            }
            apply(layers.subList(Math.max(0, shared), layers.size()), next);
            makeMountPoints(new RootFolder(next));
            Files.move(next, root, StandardCopyOption.ATOMIC_MOVE);
        } catch (java.nio.file.FileSystemException e) {
            if (!Files.isDirectory(root)) { // else another process was faster
                throw e;
            }
        } finally {
            RootFolder.delete(next);
        }
        return root;
    }

    void unpack(List<StoredImage.Layer> layers, Path target) throws IOException {
        Path root = rootOf(layers);
        if (!layers.isEmpty() && Files.isDirectory(root)) {
            copy(root, target, false);
        } else {
            apply(layers, target);
        }
    }

    void apply(List<StoredImage.Layer> layers, Path target) throws IOException {
        var unpacker = new LayerUnpacker(target, LayerUnpacker.Limits.LAMBDA);
        for (StoredImage.Layer layer : layers) {
            Path file = blobs.file(layer.blob().digest());
            if (!Files.exists(file)) {
                throw new ImageException("A layer of the image is missing in " + folder.getParent()
                        + ": build or load the image again.");
            }
            unpacker.apply(file);
        }
    }

    private Path rootOf(List<StoredImage.Layer> layers) {
        // Not by what the image says of its layers: that could name another image's.
        String stack = String.join(
                "\n", layers.stream().map(layer -> layer.blob().digest()).toList());
        String digest = Blobs.digest(stack.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return folder.resolve(digest.substring("sha256:".length()));
    }

    /// A link in such a place would have the sandbox mount elsewhere: it gives way.
    private static void makeMountPoints(RootFolder root) throws IOException {
        for (String name : MOUNT_FOLDERS) {
            Path folder = root.path().resolve(name);
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                Files.deleteIfExists(folder);
                Files.createDirectory(folder);
            }
        }
        // Some container engines give what is mounted there the access rights of the folder below.
        Files.setPosixFilePermissions(root.path().resolve("tmp"), PosixFilePermissions.fromString("rwxrwxrwx"));
        Path etc = root.path().resolve("etc");
        if (!Files.isDirectory(etc, LinkOption.NOFOLLOW_LINKS)) {
            Files.deleteIfExists(etc);
            Files.createDirectory(etc);
        }
        for (String name : MOUNT_FILES) {
            Path file = root.path().resolve(name);
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                RootFolder.delete(file);
                Files.createFile(file);
            }
        }
    }

    /// Copies a tree, links as links.
    ///
    /// @param link whether files are shared instead of copied
    private static void copy(Path from, Path to, boolean link) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path at, BasicFileAttributes attributes) throws IOException {
                Path target = to.resolve(from.relativize(at).toString());
                Files.createDirectories(target);
                Files.setPosixFilePermissions(target, Files.getPosixFilePermissions(at));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path at, BasicFileAttributes attributes) throws IOException {
                Path target = to.resolve(from.relativize(at).toString());
                if (link && attributes.isRegularFile()) {
                    Files.createLink(target, at);
                } else {
                    Files.copy(at, target, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
