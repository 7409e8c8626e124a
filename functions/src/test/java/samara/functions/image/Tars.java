package samara.functions.image;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// Archives of tests, in memory.
final class Tars {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarWriter writer = new TarWriter(bytes);

    Tars file(String name, String content) {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    Tars file(String name, byte[] content) {
        try {
            writer.add(
                    new TarEntry(name, TarEntry.Kind.FILE, 0644, content.length, 1_000_000, ""),
                    new ByteArrayInputStream(content));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Tars folder(String name) {
        return add(TarEntry.Kind.FOLDER, name, "");
    }

    Tars link(String name, String target) {
        return add(TarEntry.Kind.SYMBOLIC_LINK, name, target);
    }

    Tars hardLink(String name, String target) {
        return add(TarEntry.Kind.HARD_LINK, name, target);
    }

    private Tars add(TarEntry.Kind kind, String name, String target) {
        try {
            writer.add(new TarEntry(name, kind, 0755, 0, 1_000_000, target));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] bytes() {
        try {
            writer.close();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
