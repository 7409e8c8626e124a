package samara.cloud.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.rocksdb.RocksDB;
import org.rocksdb.util.Environment;

/// RocksDB's library for this machine, taken out of its jar once and loaded from a cache folder after that: loading it
/// the usual way unpacks 17 MB at each start.
final class NativeLibrary {
    private static boolean loaded;

    private NativeLibrary() {}

    static synchronized void load(Path cache) {
        if (loaded) {
            return;
        }
        try {
            RocksDB.loadLibrary(List.of(unpacked(cache).toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The library of the store could not be unpacked into `" + cache + "`: " + e.getMessage(), e);
        }
        loaded = true;
    }

    private static Path unpacked(Path cache) throws IOException {
        String name = Environment.getJniLibraryFileName("rocksdb");
        var resource = RocksDB.class.getClassLoader().getResource(name);
        if (resource == null) {
            throw new IOException("there is none for this machine (`" + name + "`)");
        }
        var connection = resource.openConnection();
        connection.setUseCaches(false);
        long size = connection.getContentLengthLong();
        // The size is part of the folder's name, so that another version gets a folder of its own.
        Path folder = cache.resolve("native").resolve("rocksdb-" + size);
        // The name that `RocksDB.loadLibrary` looks for in a folder is not the one in the jar.
        Path file = folder.resolve(Environment.getJniLibraryFileName("rocksdbjni"));
        if (!Files.isRegularFile(file) || Files.size(file) != size) {
            Files.createDirectories(folder);
            Path temporary = Files.createTempFile(folder, name, ".part");
            try (var in = connection.getInputStream()) {
                Files.copy(in, temporary, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } else {
            connection.getInputStream().close();
        }
        return folder;
    }
}
