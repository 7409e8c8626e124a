package samara.cloud.kernel;

import java.util.NoSuchElementException;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;

/// A walk over the durable store as it was when the walk began.
final class RocksScan implements Scan {
    private final RocksStore store;
    private final boolean reversed;
    private final Slice lower;
    private final Slice upper;
    private final ReadOptions options;
    private final RocksIterator iterator;
    private boolean released;

    /// Called while the store is kept open.
    RocksScan(RocksStore store, RocksDB db, Range range) {
        this.store = store;
        this.reversed = range.isReversed();
        this.lower = new Slice(range.from());
        this.upper = new Slice(range.to());
        this.options = new ReadOptions().setIterateLowerBound(lower);
        if (range.to().length > 0) {
            options.setIterateUpperBound(upper);
        }
        this.iterator = db.newIterator(options);
        if (reversed) {
            iterator.seekToLast();
        } else {
            iterator.seekToFirst();
        }
    }

    // The store's lock comes first, this object's second, here and when the store closes.

    @Override
    public boolean hasNext() {
        long stamp = store.enter();
        try {
            return isValid();
        } finally {
            store.leave(stamp);
        }
    }

    @Override
    public Entry next() {
        long stamp = store.enter();
        try {
            return step();
        } finally {
            store.leave(stamp);
        }
    }

    @Override
    public void close() {
        store.close(this);
    }

    private synchronized boolean isValid() {
        if (released) {
            throw new IllegalStateException("This scan is closed.");
        }
        if (iterator.isValid()) {
            return true;
        }
        try {
            iterator.status();
            return false;
        } catch (RocksDBException e) {
            throw RocksStore.failed(e);
        }
    }

    private synchronized Entry step() {
        if (!isValid()) {
            throw new NoSuchElementException();
        }
        var entry = new Entry(iterator.key(), iterator.value());
        if (reversed) {
            iterator.prev();
        } else {
            iterator.next();
        }
        return entry;
    }

    /// Gives the native objects back. Called while the store is kept open, or by the store as it closes.
    synchronized void release() {
        if (!released) {
            released = true;
            iterator.close();
            options.close();
            lower.close();
            upper.close();
        }
    }
}
