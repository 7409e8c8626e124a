package samara.cloud.kernel;

import java.nio.file.Path;

/// A process that writes until it is killed, and says each key after it was acknowledged.
final class DurableWriter {
    private DurableWriter() {}

    public static void main(String[] arguments) {
        Table table =
                RocksStore.open(Path.of(arguments[0]), Path.of(arguments[1])).table("test/keys");
        for (int writer = 0; writer < 4; writer++) {
            int number = writer;
            Thread.ofPlatform().start(() -> {
                for (long i = 0; ; i++) {
                    String key = number + "/" + i;
                    table.put(key, key.getBytes(java.nio.charset.StandardCharsets.UTF_8));
                    System.out.println(key);
                }
            });
        }
    }
}
