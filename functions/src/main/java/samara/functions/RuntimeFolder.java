package samara.functions;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import samara.functions.isolation.Sandbox;

/// The folder that functions see as `/var/runtime`: our bootstraps, and the system files that a sandbox has of its own.
final class RuntimeFolder {
    private static final String PASSWD = """
            root:x:0:0:root:/root:/sbin/nologin
            sbx_user1051:x:993:990::/home/sbx_user1051:/sbin/nologin
            """;
    private static final String GROUP = "root:x:0:\nsbx_user1051:x:990:\n";
    private static final List<String> RESOURCES =
            List.of("python/bootstrap.py", "node/bootstrap.cjs", "ruby/bootstrap.rb", "java/runtime.jar");

    private final Path folder;

    /// Writes what is not there yet as it should be.
    RuntimeFolder(Path folder) {
        this.folder = folder;
        try {
            for (String name : RESOURCES) {
                resource(name);
            }
            keep(folder.resolve("passwd"), PASSWD.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            keep(folder.resolve("group"), GROUP.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            Sandbox.writeFilter(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path path() {
        return folder;
    }

    private void resource(String name) throws IOException {
        Path target = folder.resolve(name);
        Files.createDirectories(folder.resolve(name.substring(0, name.indexOf('/'))));
        try (InputStream in = RuntimeFolder.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The resource `" + name + "` is missing.");
            }
            keep(target, in.readAllBytes());
        }
    }

    /// Writes a file only when it is another: archives of classes are of no use once their jar's time has changed.
    private static void keep(Path target, byte[] content) throws IOException {
        if (Files.isRegularFile(target)
                && Files.size(target) == content.length
                && java.util.Arrays.equals(Files.readAllBytes(target), content)) {
            return;
        }
        Path written = Files.createTempFile(target.getParent(), "new", "");
        Files.write(written, content);
        Files.move(written, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
