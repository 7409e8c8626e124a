package samara.cli.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import samara.cli.command.UserException;
import samara.cloud.kernel.CodeArchive;

/// Where code is as a folder: as it is, or unpacked once into a folder that is named by what it was made of.
final class CodeFolders {
    private final Path folder;
    private final boolean followLinks;

    /// @param folder where unpacked code is kept; made when it is needed
    /// @param followLinks whether links in a folder of code become what they lead to (`--mount-symlinks`)
    CodeFolders(Path folder, boolean followLinks) {
        this.folder = folder;
        this.followLinks = followLinks;
    }

    /// The folder of code on this machine.
    ///
    /// @param owner who needs it, for messages
    Path of(Path path, String owner) {
        try {
            if (Files.isDirectory(path)) {
                return followLinks ? withoutLinks(path) : path;
            }
            if (Files.isRegularFile(path) && path.toString().matches(".*\\.(zip|jar)")) {
                return unpacked(path);
            }
        } catch (ZipException | IllegalArgumentException e) {
            throw new UserException("The code of " + owner + ", " + path + ", can't be unpacked: " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new UserException("The code of " + owner + " is not there: " + path
                + (Files.exists(path) ? " is no folder and no .zip or .jar file." : " does not exist."));
    }

    /// The folder of code that is text in a template, in a file of the name that Lambda gives it.
    Path inline(String text, String runtime, String owner) {
        String name;
        if (runtime.startsWith("python")) {
            name = "index.py";
        } else if (runtime.startsWith("nodejs")) {
            name = "index.js";
        } else {
            throw new UserException(
                    owner + ": inline code is for Python and Node.js; the runtime is `" + runtime + "`.");
        }
        return made(hash(name + "\n" + text), making -> Files.writeString(making.resolve(name), text));
    }

    private Path unpacked(Path archive) throws IOException {
        String version = archive.toRealPath() + " " + Files.size(archive) + " " + Files.getLastModifiedTime(archive);
        return made(hash(version), making -> unzip(archive, making));
    }

    private Path withoutLinks(Path path) throws IOException {
        boolean linked;
        try (Stream<Path> all = Files.walk(path)) {
            linked = all.anyMatch(Files::isSymbolicLink);
        }
        if (!linked) {
            return path;
        }
        // What the links lead to may change without a trace here: copied each time.
        Path copy = folder.resolve("links-" + hash(path.toString()));
        deleteTree(copy);
        copyTree(path, copy);
        return copy;
    }

    static void copyTree(Path from, Path to) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(from, FileVisitOption.FOLLOW_LINKS)) {
            all = walk.toList();
        }
        for (Path path : all) {
            Path target = to.resolve(from.relativize(path).toString());
            if (Files.isDirectory(path)) {
                Files.createDirectories(target);
            } else {
                Files.copy(path, target, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /// Several layers as one folder, made anew when a file of them has changed; a later one's file replaces an
    /// earlier's.
    List<Path> merged(List<Path> layers) {
        if (layers.size() <= 1) {
            return layers;
        }
        var state = new StringBuilder();
        try {
            for (Path layer : layers) {
                try (Stream<Path> walk = Files.walk(layer)) {
                    for (Path path : walk.toList()) {
                        state.append(path).append(' ').append(Files.size(path)).append(' ');
                        state.append(Files.getLastModifiedTime(path).toMillis()).append('\n');
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.of(made("layers-" + hash(state.toString()), making -> {
            for (Path layer : layers) {
                copyTree(layer, making);
            }
        }));
    }

    /// What fills a new folder.
    interface Filling {
        void fill(Path making) throws IOException;
    }

    /// The folder of this name, made and filled if it isn't there; never half of it.
    Path made(String name, Filling filling) {
        Path target = folder.resolve(name);
        if (Files.isDirectory(target)) {
            return target;
        }
        try {
            Files.createDirectories(folder);
            Path making = Files.createTempDirectory(folder, "making");
            try {
                filling.fill(making);
                Files.move(making, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (java.nio.file.FileAlreadyExistsException | java.nio.file.DirectoryNotEmptyException e) {
                // Another process made the same meanwhile.
                return target;
            } finally {
                deleteTree(making);
            }
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Unpacks an archive.
    static void unzip(Path archive, Path target) throws IOException {
        CodeArchive.unpack(Files.newInputStream(archive), target);
    }

    static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path path : walk.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }
}
