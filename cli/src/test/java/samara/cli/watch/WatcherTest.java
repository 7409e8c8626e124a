package samara.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class WatcherTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void tellsOfAFileThatAnEditorReplaced() throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("app.py"), "old");
        try (var watcher = new Watcher()) {
            watcher.watch(folder);
            Path next = Files.writeString(folder.resolve("app.py.tmp"), "new");
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
            assertThat(watcher.await()).containsExactly(file);
        }
    }

    @Test
    void tellsOfFilesInFoldersThatComeLater() throws IOException, InterruptedException {
        try (var watcher = new Watcher()) {
            watcher.watch(folder);
            Path sub = Files.createDirectory(folder.resolve("sub"));
            assertThat(watcher.await()).contains(sub);
            Path file = Files.writeString(sub.resolve("app.py"), "new");
            assertThat(watcher.await()).contains(file);
        }
    }

    @Test
    void doesNotTellOfWhatBuildsMake() throws IOException, InterruptedException {
        Path build = Files.createDirectories(folder.resolve(".aws-sam"));
        try (var watcher = new Watcher()) {
            watcher.watch(folder);
            Files.writeString(build.resolve("template.yaml"), "built");
            Files.createDirectory(folder.resolve("node_modules"));
            Path file = Files.writeString(folder.resolve("app.py"), "new");
            assertThat(watcher.await()).containsExactly(file);
        }
    }

    @Test
    void endsWhenItIsClosed() throws IOException, InterruptedException {
        var watcher = new Watcher();
        watcher.watch(folder);
        watcher.close();
        assertThat(watcher.await()).isEmpty();
    }
}
