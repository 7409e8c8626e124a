package samara.cli.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZipArchiveTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private byte[] packed(String... names) throws IOException {
        List<Path> files = java.util.Arrays.stream(names).map(folder::resolve).toList();
        return ZipArchive.of(folder, files, 6, new ZipArchive.Memory());
    }

    @Test
    void isReadByOthers() throws IOException {
        Files.createDirectories(folder.resolve("sub"));
        Files.writeString(folder.resolve("sub/long.txt"), "abc".repeat(10_000));
        Files.writeString(folder.resolve("ü.txt"), "");
        Path zip = Files.write(folder.resolve("out.zip"), packed("sub/long.txt", "ü.txt"));
        try (var file = new ZipFile(zip.toFile(), StandardCharsets.UTF_8)) {
            assertThat(file.stream().map(Object::toString)).containsExactly("sub/long.txt", "ü.txt");
            var entry = file.getEntry("sub/long.txt");
            assertThat(entry.getCompressedSize()).isLessThan(1_000);
            assertThat(file.getInputStream(entry).readAllBytes()).hasSize(30_000);
        }
    }

    @Test
    void isTheSameForTheSameContentWheneverItWasWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "text");
        byte[] first = packed("a");
        Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.fromMillis(1_000_000_000_000L));
        assertThat(packed("a")).isEqualTo(first);
    }

    @Test
    void keepsExecutableFilesExecutable() throws IOException {
        Files.writeString(folder.resolve("bootstrap"), "#!/bin/sh");
        byte[] plain = packed("bootstrap");
        assertThat(folder.resolve("bootstrap").toFile().setExecutable(true)).isTrue();
        assertThat(packed("bootstrap")).isNotEqualTo(plain);
    }
}
