package samara.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Folders of code: listed in order, copied and deleted. Links are followed, as `sam` does.
final class SourceTree {
    private static final int DEPTH = 64;

    private SourceTree() {}

    /// All files below, in the order of their paths; what is `leftBehind` by its name is left out.
    static List<Path> files(Path folder, Predicate<String> leftBehind) throws IOException {
        return List.copyOf(attributes(folder, leftBehind).keySet());
    }

    /// The same with what the file system says of them.
    static SortedMap<Path, BasicFileAttributes> attributes(Path folder, Predicate<String> leftBehind)
            throws IOException {
        SortedMap<Path, BasicFileAttributes> files = new TreeMap<>();
        Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), DEPTH, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
                boolean skip = !path.equals(folder)
                        && leftBehind.test(path.getFileName().toString());
                return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
                if (attributes.isRegularFile()
                        && !leftBehind.test(path.getFileName().toString())) {
                    files.put(path, attributes);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path path, IOException e) throws IOException {
                if (Files.isSymbolicLink(path)) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }
        });
        return files;
    }

    /// Copies the files of a folder into another; what is there already is replaced.
    static void copy(Path from, Path to, Predicate<String> leftBehind) throws IOException {
        Files.createDirectories(to);
        for (Path file : files(from, leftBehind)) {
            Path target = to.resolve(from.relativize(file).toString());
            Files.createDirectories(target.getParent());
            Files.deleteIfExists(target);
            Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    /// Makes a folder hold the same files as another; those that have not changed keep their times. What is
    /// `leftBehind` stays as it is in both.
    static void mirror(Path from, Path to, Predicate<String> leftBehind) throws IOException {
        Files.createDirectories(to);
        List<String> names = names(from, leftBehind);
        var wanted = new HashSet<>(names);
        for (String name : names(to, leftBehind)) {
            if (!wanted.contains(name)) {
                Files.delete(to.resolve(name));
            }
        }
        for (String name : names) {
            replace(from.resolve(name), to.resolve(name));
        }
    }

    /// The folder, or the nearest above it, that holds a file of this name.
    static Optional<Path> upwards(Path folder, String name) {
        for (Path at = folder; at != null; at = at.getParent()) {
            if (Files.isRegularFile(at.resolve(name))) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }

    /// A manifest's text; empty where there is none.
    static String textOf(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The paths of [#files], relative to the folder.
    static List<String> names(Path folder, Predicate<String> leftBehind) throws IOException {
        return files(folder, leftBehind).stream()
                .map(file -> folder.relativize(file).toString())
                .toList();
    }

    /// Puts a copy of a file in another's place at once, unless that has the same bytes already.
    static void replace(Path from, Path to) throws IOException {
        if (Files.isRegularFile(to)
                && Files.mismatch(from, to) < 0
                && Files.isExecutable(from) == Files.isExecutable(to)) {
            return;
        }
        Path folder = to.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path next = Files.createTempFile(folder, ".", ".new");
        Files.copy(from, next, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        Files.move(next, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// Makes the files of a folder appear in another without copying their bytes, where the file system can do that.
    static void link(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        for (Path file : files(from, name -> false)) {
            Path target = to.resolve(from.relativize(file).toString());
            Files.createDirectories(target.getParent());
            try {
                Files.createLink(target, file);
            } catch (IOException | UnsupportedOperationException e) {
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    /// Deletes a folder and all in it; links are deleted, not followed. Does nothing where there is none.
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
                Files.delete(path);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(
                    Path path, java.io.@org.jspecify.annotations.Nullable IOException e) throws IOException {
                if (e != null) {
                    throw e;
                }
                Files.delete(path);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
