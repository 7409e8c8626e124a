package samara.build.image;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import samara.functions.image.RootFolder;

/// What `COPY` and `ADD` take files from: a build's context, or an image. Nothing outside it can be reached.
///
/// @param ignore what is left out
record SourceFiles(RootFolder root, IgnoreRules ignore) {
    /// A file or folder that was asked for.
    ///
    /// @param folder whether its content is meant, and not itself
    record Source(Path path, boolean folder) {}

    /// A file below a source.
    ///
    /// @param name relative to a source that is a folder; the file's own name else
    record Item(Path path, String name, BasicFileAttributes attributes) {}

    /// What a path or a pattern names, in the order of the names.
    List<Source> select(String pattern) throws IOException {
        String clean = pattern.replaceFirst("^(\\./)+", "").replaceFirst("^/+", "");
        if (!clean.contains("*") && !clean.contains("?") && !clean.contains("[")) {
            Path path = root.resolve(clean);
            return Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !(ignored(path) && !Files.isDirectory(path))
                    ? List.of(source(path))
                    : List.of();
        }
        Pattern wanted = IgnoreRules.glob(clean);
        List<Source> found = new ArrayList<>();
        int depth = clean.split("/", -1).length;
        try (var walk = Files.walk(root.path(), depth)) {
            for (Path path : walk.sorted().toList()) {
                String name = name(path);
                if (wanted.matcher(name).matches() && !name.isEmpty() && !(ignored(path) && !Files.isDirectory(path))) {
                    found.add(source(root.resolve(name)));
                }
            }
        }
        return found;
    }

    private static Source source(Path path) {
        return new Source(path, Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS));
    }

    /// All files, folders and links of a source, folders before what is in them, in the order of the names.
    List<Item> items(Source source) throws IOException {
        if (!source.folder()) {
            BasicFileAttributes attributes =
                    Files.readAttributes(source.path(), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return List.of(new Item(source.path(), String.valueOf(source.path().getFileName()), attributes));
        }
        List<Item> items = new ArrayList<>();
        Files.walkFileTree(source.path(), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path at, BasicFileAttributes attributes) {
                if (!at.equals(source.path()) && !ignored(at)) {
                    items.add(new Item(at, source.path().relativize(at).toString(), attributes));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path at, BasicFileAttributes attributes) {
                if (!ignored(at) && !attributes.isOther()) {
                    items.add(new Item(at, source.path().relativize(at).toString(), attributes));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        items.sort(java.util.Comparator.comparing(Item::name));
        return items;
    }

    private boolean ignored(Path path) {
        return ignore.ignores(name(path));
    }

    private String name(Path path) {
        return root.path().relativize(path).toString();
    }
}
