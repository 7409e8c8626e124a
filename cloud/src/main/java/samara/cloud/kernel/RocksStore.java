package samara.cloud.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.StampedLock;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Checkpoint;
import org.rocksdb.CompactionStyle;
import org.rocksdb.CompressionType;
import org.rocksdb.IndexType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksObject;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/// The durable store. A write is in the operating system's hands when it returns: it survives the end of this process,
/// though not a power cut. RocksDB writes what several threads commit at once as one group.
///
/// Sized for a cloud that is idle most of the time: 8 MB of cache, memory tables of 8 MB.
public final class RocksStore implements Store {
    private static final long MEBIBYTE = 1024L * 1024;

    private final List<RocksObject> settings;
    private final WriteOptions writing;
    private final RocksDB db;
    /// Shared by those who use the database, owned by who closes it: a native call on a closed database ends the
    /// process.
    private final StampedLock use = new StampedLock();
    private final Set<RocksScan> scans = ConcurrentHashMap.newKeySet();
    private boolean closed;

    private RocksStore(List<RocksObject> settings, WriteOptions writing, RocksDB db) {
        this.settings = settings;
        this.writing = writing;
        this.db = db;
    }

    /// Opens the store in a folder, which is made when it is not there.
    ///
    /// @param cache where the native library is kept from one start to the next
    /// @throws UncheckedIOException where the folder cannot be used; the message says why
    public static RocksStore open(Path folder, Path cache) {
        NativeLibrary.load(cache);
        var blocks = new LRUCache(8 * MEBIBYTE);
        var bloom = new BloomFilter(10);
        var options = new Options()
                .setCreateIfMissing(true)
                .setWriteBufferSize(8 * MEBIBYTE)
                .setMaxWriteBufferNumber(3)
                .setMaxTotalWalSize(32 * MEBIBYTE)
                .setMaxBackgroundJobs(2)
                .setMaxOpenFiles(256)
                .setKeepLogFileNum(1)
                .setInfoLogLevel(InfoLogLevel.ERROR_LEVEL)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                // Most of what is written is logs: levels would be rewritten over and over for them.
                .setCompactionStyle(CompactionStyle.UNIVERSAL)
                .setTableFormatConfig(new BlockBasedTableConfig()
                        .setBlockCache(blocks)
                        .setFilterPolicy(bloom)
                        .setCacheIndexAndFilterBlocks(true)
                        // In one piece, the filter of a large file is no smaller than a shard of the cache: it never
                        // stays.
                        .setPartitionFilters(true)
                        .setIndexType(IndexType.kTwoLevelIndexSearch)
                        .setPinTopLevelIndexAndFilter(true));
        var writing = new WriteOptions();
        try {
            Files.createDirectories(folder);
            // It holds secrets: access keys, private keys of certificates.
            if (Files.getFileStore(folder).supportsFileAttributeView(PosixFileAttributeView.class)) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            }
            var db = RocksDB.open(options, folder.toString());
            return new RocksStore(List.of(options, blocks, bloom), writing, db);
        } catch (RocksDBException | IOException e) {
            List.of(writing, options, blocks, bloom).forEach(RocksObject::close);
            throw new UncheckedIOException(
                    "The store in `" + folder + "` cannot be opened: " + e.getMessage(), new IOException(e));
        }
    }

    @Override
    public Optional<byte[]> get(byte[] key) {
        long stamp = enter();
        try {
            return Optional.ofNullable(db.get(key));
        } catch (RocksDBException e) {
            throw failed(e);
        } finally {
            use.unlockRead(stamp);
        }
    }

    @Override
    public void write(Batch batch) {
        long stamp = enter();
        try {
            if (batch.changes().size() == 1 && batch.changes().getFirst() instanceof Batch.Change.Put put) {
                db.put(writing, put.key(), put.value());
                return;
            }
            try (var changes = new WriteBatch()) {
                for (Batch.Change change : batch.changes()) {
                    switch (change) {
                        case Batch.Change.Put put -> changes.put(put.key(), put.value());
                        case Batch.Change.Delete delete -> changes.delete(delete.key());
                        case Batch.Change.DeleteRange range -> changes.deleteRange(range.from(), range.to());
                    }
                }
                db.write(writing, changes);
            }
        } catch (RocksDBException e) {
            throw failed(e);
        } finally {
            use.unlockRead(stamp);
        }
    }

    @Override
    public Scan scan(Range range) {
        long stamp = enter();
        try {
            var scan = new RocksScan(this, db, range);
            scans.add(scan);
            return scan;
        } finally {
            use.unlockRead(stamp);
        }
    }

    @Override
    public void checkpoint(Path folder) {
        long stamp = enter();
        try (var checkpoint = Checkpoint.create(db)) {
            checkpoint.createCheckpoint(folder.toString());
        } catch (RocksDBException e) {
            throw failed(e);
        } finally {
            use.unlockRead(stamp);
        }
    }

    @Override
    public void close() {
        long stamp = use.writeLock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            scans.forEach(RocksScan::release);
            db.close();
            writing.close();
            settings.forEach(RocksObject::close);
        } finally {
            use.unlockWrite(stamp);
        }
    }

    /// Keeps the database open until the stamp is given back.
    long enter() {
        long stamp = use.readLock();
        if (closed) {
            use.unlockRead(stamp);
            throw new IllegalStateException("The store is closed.");
        }
        return stamp;
    }

    void leave(long stamp) {
        use.unlockRead(stamp);
    }

    /// Ends a scan; after the store was closed there is nothing left to end.
    void close(RocksScan scan) {
        long stamp = use.readLock();
        try {
            scan.release();
            scans.remove(scan);
        } finally {
            use.unlockRead(stamp);
        }
    }

    static UncheckedIOException failed(RocksDBException e) {
        return new UncheckedIOException("The store failed: " + e.getMessage(), new IOException(e));
    }
}
