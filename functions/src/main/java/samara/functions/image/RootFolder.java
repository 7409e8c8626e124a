package samara.functions.image;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A folder that stands for the `/` of an image: names are looked up in it as the image's own programs would see them,
/// so that no link and no `..` leads out.
public final class RootFolder {
    private static final int MAX_LINKS = 40;
    private static final int MAX_PATH = 4096;

    private final Path root;

    /// @param root exists
    public RootFolder(Path root) {
        this.root = root;
    }

    /// The folder itself.
    public Path path() {
        return root;
    }

    /// The parts of a name of an archive's entry.
    ///
    /// @throws ImageException if it holds `..` or a NUL, or is too long
    static List<String> parts(String name) {
        if (name.length() > MAX_PATH || name.indexOf('\0') >= 0) {
            throw new ImageException("The image holds a file whose name is too long or no name at all.");
        }
        List<String> parts = new java.util.ArrayList<>();
        for (String part : name.split("/", -1)) {
            if (part.equals("..")) {
                throw new ImageException("The image holds the file `" + name + "`, which leads out of it.");
            }
            if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return parts;
    }

    /// Where a path of the image lies on this machine, links followed within the image, the last part's too. What
    /// doesn't exist is taken as written.
    ///
    /// @throws ImageException if links go round in circles
    public Path resolve(String path) throws IOException {
        return resolve(path, true);
    }

    /// The same, but a link that the last part is stays one.
    public Path resolveLink(String path) throws IOException {
        return resolve(path, false);
    }

    private Path resolve(String path, boolean followLast) throws IOException {
        Deque<String> todo = new ArrayDeque<>(List.of(path.split("/", -1)));
        Path at = root;
        int links = 0;
        while (!todo.isEmpty()) {
            String part = todo.pop();
            if (part.isEmpty() || part.equals(".")) {
                continue;
            }
            if (part.equals("..")) {
                Path parent = at.getParent();
                at = at.equals(root) || parent == null ? root : parent;
                continue;
            }
            Path next = at.resolve(part);
            boolean last = todo.stream().allMatch(rest -> rest.isEmpty() || rest.equals("."));
            if (Files.isSymbolicLink(next) && (followLast || !last)) {
                if (++links > MAX_LINKS) {
                    throw new ImageException("The links of `" + path + "` in the image go round in circles.");
                }
                String target = Files.readSymbolicLink(next).toString();
                if (target.startsWith("/")) {
                    at = root;
                }
                List.of(target.split("/", -1)).reversed().forEach(todo::push);
            } else {
                at = next;
            }
        }
        return at;
    }

    /// Makes a folder of the image and those above it.
    public Path folders(String path) throws IOException {
        Path at = root;
        StringBuilder name = new StringBuilder();
        for (String part : path.split("/", -1)) {
            if (part.isEmpty()) {
                continue;
            }
            name.append('/').append(part);
            at = resolve(name.toString());
            if (!Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS)) {
                Files.deleteIfExists(at);
                Files.createDirectories(
                        at, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
            }
        }
        return at;
    }

    /// Deletes a file or a folder with all in it; links are deleted, not followed. Does nothing where there is none.
    public static void delete(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
                if (e != null) {
                    throw e;
                }
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
