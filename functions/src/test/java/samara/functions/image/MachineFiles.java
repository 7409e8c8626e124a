package samara.functions.image;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Images made of this machine's own programs: base images can't be pulled where tests run.
public final class MachineFiles {
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final List<String[]> links = new ArrayList<>();

    /// The statically linked busybox of this machine, if there is one.
    public static Optional<Path> busybox() {
        return Optional.of(Path.of("/usr/bin/busybox"))
                .or(() -> Optional.of(Path.of("/bin/busybox")))
                .filter(Files::isExecutable)
                .filter(MachineFiles::isStatic);
    }

    private static boolean isStatic(Path program) {
        try {
            return !new String(Files.readAllBytes(program), StandardCharsets.ISO_8859_1).contains("/ld-linux");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Busybox with the names of its programs that the tests use.
    public static MachineFiles shell() {
        var files = new MachineFiles();
        try {
            files.program("bin/busybox", Files.readAllBytes(busybox().orElseThrow()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (String name : List.of(
                "sh",
                "cat",
                "wget",
                "sed",
                "grep",
                "ls",
                "id",
                "pwd",
                "env",
                "wc",
                "sleep",
                "mkdir",
                "touch",
                "tr",
                "rm",
                "ln",
                "chmod",
                "cp",
                "mv",
                "head",
                "nc",
                "echo",
                "printenv",
                "test",
                "true",
                "false",
                "dd")) {
            files.links.add(new String[] {"bin/" + name, "busybox"});
        }
        return files;
    }

    /// An executable file.
    public MachineFiles program(String name, String text) {
        return program(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private MachineFiles program(String name, byte[] content) {
        files.put(name, content);
        return this;
    }

    /// The files as a layer of an image.
    public StoredImage.Layer layer(ImageStore store) {
        return store.addLayer(this::writeTo);
    }

    /// The files as an archive.
    public void writeTo(TarWriter tar) throws IOException {
        for (var file : files.entrySet()) {
            tar.add(
                    new TarEntry(file.getKey(), TarEntry.Kind.FILE, 0755, file.getValue().length, 0, ""),
                    new ByteArrayInputStream(file.getValue()));
        }
        for (String[] link : links) {
            tar.add(new TarEntry(link[0], TarEntry.Kind.SYMBOLIC_LINK, 0777, 0, 0, link[1]));
        }
    }
}
