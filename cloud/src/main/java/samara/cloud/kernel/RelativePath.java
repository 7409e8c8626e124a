package samara.cloud.kernel;

import java.nio.file.Path;
import java.util.List;

/// A path below some folder that came from outside: an archive's entry, a key, a URL. Its parts are never empty, `.`
/// or `..`, so that it cannot lead out; links that do are the business of who follows them.
///
/// @param parts the names along the way, at least one
public record RelativePath(List<String> parts) {
    /// Characters that a whole path may have.
    private static final int MAX_LENGTH = 4096;

    public RelativePath {
        parts = List.copyOf(parts);
    }

    /// Reads a path with slashes.
    ///
    /// @throws IllegalArgumentException where it is absolute, leads upwards, holds NUL or a backslash, or is too
    ///     long; the message says which
    public static RelativePath of(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            throw refused(text, "is empty or longer than " + MAX_LENGTH + " characters");
        }
        if (text.indexOf('\0') >= 0 || text.indexOf('\\') >= 0) {
            throw refused(text, "holds a NUL or a backslash");
        }
        if (text.startsWith("/") || text.length() > 1 && text.charAt(1) == ':') {
            throw refused(text, "is absolute");
        }
        List<String> parts = List.of((text.endsWith("/") ? text.substring(0, text.length() - 1) : text).split("/", -1));
        for (String part : parts) {
            if (part.equals("..")) {
                throw refused(text, "leads upwards");
            }
            if (part.isEmpty() || part.equals(".")) {
                throw refused(text, "has an empty part");
            }
        }
        return new RelativePath(parts);
    }

    /// This path below a folder.
    public Path in(Path folder) {
        Path path = folder;
        for (String part : parts) {
            path = path.resolve(part);
        }
        return path;
    }

    @Override
    public String toString() {
        return String.join("/", parts);
    }

    private static IllegalArgumentException refused(String text, String why) {
        return new IllegalArgumentException("The path `" + text.replace('\0', '?') + "` " + why + ".");
    }
}
