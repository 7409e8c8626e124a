package samara.cloud.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RocksStoreTest {
    @TempDir
    private static Path cache;

    @TempDir
    private Path folder;

    @Test
    void keepsWhatWasAcknowledgedBeforeAKill() throws IOException, InterruptedException {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DurableWriter.class.getName(),
                        folder.toString(),
                        cache.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> acknowledged = new ArrayList<>();
        try (var lines = writer.inputReader()) {
            for (int i = 0; i < 5_000; i++) {
                String line = lines.readLine();
                assertThat(line).as("the writer goes on").isNotNull();
                acknowledged.add(line);
            }
            writer.destroyForcibly().waitFor();
        }
        try (Store store = RocksStore.open(folder, cache)) {
            Table table = store.table("test/keys");
            assertThat(acknowledged).allMatch(key -> table.get(key).isPresent());
        }
    }

    @Test
    void walksRangesInBothDirections() {
        try (Store store = RocksStore.open(folder, cache)) {
            Table table = store.table("test/a");
            store.table("test/A").put("z", new byte[0]);
            store.table("test/b").put("a", new byte[0]);
            for (String key : List.of("a/1", "a/2", "a/3", "b/1")) {
                table.put(key, new byte[0]);
            }
            assertThat(keys(table, Range.all())).containsExactly("a/1", "a/2", "a/3", "b/1");
            assertThat(keys(table, Range.prefix("a/").reversed())).containsExactly("a/3", "a/2", "a/1");
            assertThat(keys(table, Range.prefix("a/").after("a/1"))).containsExactly("a/2", "a/3");
            assertThat(keys(table, Range.prefix("a/").reversed().after("a/2"))).containsExactly("a/1");
            table.delete(Range.prefix("a/"));
            assertThat(keys(table, Range.all())).containsExactly("b/1");
            assertThat(store.table("test/b").get("a")).isPresent();
        }
    }

    @Test
    void makesABatchTogether() {
        try (Store store = RocksStore.open(folder, cache)) {
            Table table = store.table("test/a");
            table.put("old", new byte[0]);
            store.batch().put(table, "new", new byte[] {1}).delete(table, "old").commit();
            assertThat(keys(table, Range.all())).containsExactly("new");
        }
    }

    @Test
    void takesManyWritersAndReadersAtOnce() {
        try (Store store = RocksStore.open(folder, cache)) {
            Table table = store.table("test/a");
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 200; i++) {
                    int number = i;
                    threads.submit(() -> {
                        table.put("key/" + number, new byte[] {1});
                        return keys(table, Range.prefix("key/"));
                    });
                }
            }
            assertThat(keys(table, Range.all())).hasSize(200);
        }
    }

    @Test
    void copiesItselfWhileItIsUsed() {
        try (Store store = RocksStore.open(folder.resolve("store"), cache)) {
            store.table("test/a").put("key", new byte[] {7});
            store.checkpoint(folder.resolve("copy"));
            store.table("test/a").delete("key");
        }
        try (Store copy = RocksStore.open(folder.resolve("copy"), cache)) {
            assertThat(copy.table("test/a").get("key")).hasValue(new byte[] {7});
        }
    }

    @Test
    void refusesASecondUserOfTheSameFolder() {
        try (Store store = RocksStore.open(folder, cache)) {
            store.table("test/a").put("key", new byte[0]);
            assertThatThrownBy(() -> RocksStore.open(folder, cache))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining(folder.toString());
        }
    }

    @Test
    void saysSoWhenItIsUsedAfterItWasClosed() {
        Store store = RocksStore.open(folder, cache);
        Table table = store.table("test/a");
        store.close();
        assertThatThrownBy(() -> table.get("key")).isInstanceOf(IllegalStateException.class);
    }

    private static List<String> keys(Table table, Range range) {
        List<String> keys = new ArrayList<>();
        try (Scan scan = table.scan(range)) {
            scan.forEachRemaining(entry -> keys.add(entry.keyText()));
        }
        return keys;
    }
}
