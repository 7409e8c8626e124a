package samara.cli.init;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import samara.cli.command.UserException;

/// A folder that is made beside its place and moved there when it is whole. [#close] takes away what wasn't moved.
public final class NewFolder implements AutoCloseable {
    private final Path parent;
    private final Path work;

    /// @param parent the folder that the new one will lie in; made if need be
    public NewFolder(Path parent) {
        this.parent = parent;
        try {
            Files.createDirectories(parent);
            this.work = Files.createTempDirectory(parent, ".samara-init-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Where to make it.
    public Path path() {
        return work.resolve("project");
    }

    /// A folder beside it for what is only needed meanwhile.
    public Path scratch(String name) {
        return work.resolve(name);
    }

    /// Writes a file of it.
    ///
    /// @param name its path within the folder, with `/`
    /// @throws UserException if the path leaves the folder
    public void write(String name, byte[] content, boolean executable) {
        Path file = inside(name);
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, content);
            if (executable && !file.toFile().setExecutable(true)) {
                throw new IOException(file + " can't be made executable");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Writes a text file of it.
    public void write(String name, String content, boolean executable) {
        write(name, content.getBytes(StandardCharsets.UTF_8), executable);
    }

    private Path inside(String name) {
        boolean leaves = name.indexOf('\0') >= 0 || Path.of(name).isAbsolute();
        Path file = leaves ? path() : path().resolve(name).normalize();
        if (leaves || !file.startsWith(path()) || file.equals(path())) {
            throw new UserException("The template wants to write `" + name.replace("\0", "\\0")
                    + "`, which leaves the new folder. Nothing was made.");
        }
        return file;
    }

    /// Moves it to its place.
    ///
    /// @throws UserException if something is there
    public Path moveTo(String name) {
        Path target = free(parent, name);
        try {
            Files.createDirectories(path());
            return Files.move(path(), target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The path of a folder that is to be made.
    ///
    /// @throws UserException if something is there
    public static Path free(Path parent, String name) {
        Path target = parent.resolve(name);
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new UserException(
                    target + " exists already, and is left as it is. Choose another --name or" + " --output-dir.");
        }
        return target;
    }

    @Override
    public void close() {
        if (!Files.exists(work)) {
            return;
        }
        try (var walk = Files.walk(work)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
