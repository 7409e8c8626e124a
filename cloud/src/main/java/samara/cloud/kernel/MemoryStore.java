package samara.cloud.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;

/// The store of an ephemeral cloud: gone when the process ends. Scans see changes that are made while they run.
final class MemoryStore implements Store {
    private final ConcurrentNavigableMap<byte[], byte[]> entries = new ConcurrentSkipListMap<>(Arrays::compareUnsigned);
    private final ReentrantLock writing = new ReentrantLock();

    @Override
    public Optional<byte[]> get(byte[] key) {
        return Optional.ofNullable(entries.get(key));
    }

    @Override
    public void write(Batch batch) {
        writing.lock();
        try {
            for (Batch.Change change : batch.changes()) {
                switch (change) {
                    case Batch.Change.Put put -> entries.put(put.key(), put.value());
                    case Batch.Change.Delete delete -> entries.remove(delete.key());
                    case Batch.Change.DeleteRange range ->
                        part(range.from(), range.to()).clear();
                }
            }
        } finally {
            writing.unlock();
        }
    }

    @Override
    public Scan scan(Range range) {
        var part = part(range.from(), range.to());
        Iterator<Map.Entry<byte[], byte[]>> iterator =
                (range.isReversed() ? part.descendingMap() : part).entrySet().iterator();
        return new Scan() {
            @Override
            public boolean hasNext() {
                return iterator.hasNext();
            }

            @Override
            public Entry next() {
                var entry = iterator.next();
                return new Entry(entry.getKey(), entry.getValue());
            }

            @Override
            public void close() {
                // Nothing is held.
            }
        };
    }

    private ConcurrentNavigableMap<byte[], byte[]> part(byte[] from, byte[] to) {
        if (to.length == 0) {
            return entries.tailMap(from, true);
        }
        boolean empty = Arrays.compareUnsigned(from, to) >= 0;
        return empty ? entries.subMap(from, true, from, false) : entries.subMap(from, true, to, false);
    }

    @Override
    public void checkpoint(Path folder) {
        throw new UncheckedIOException(new IOException("An ephemeral cloud keeps its state in memory and has no"
                + " snapshots. Start it without `--ephemeral`."));
    }

    @Override
    public void close() {
        entries.clear();
    }
}
