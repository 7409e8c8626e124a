package samara.cloud.kernel;

import java.nio.file.Path;
import java.util.Optional;

/// The ordered key-value store under all state. A service takes its [Table]s from here and keeps its invariants by its
/// own locks (see [Locks]); what must change together goes into one [Batch].
///
/// Keys are ordered as unsigned bytes. What a call acknowledged survives the end of the process, however it ends.
public interface Store extends AutoCloseable {

    /// A store that is gone when the process ends.
    static Store inMemory() {
        return new MemoryStore();
    }

    /// The table of this name, made at its first use. The name starts with the service's id: `sqs/queues`; it holds no
    /// NUL. A table costs nothing: there may be thousands.
    default Table table(String name) {
        return new Table(this, name);
    }

    /// The table of this name whose values are records of this type.
    default <V> RecordTable<V> table(String name, Class<V> type) {
        return new RecordTable<>(table(name), RecordCodec.of(type));
    }

    /// Starts a set of changes that are made together or not at all.
    default Batch batch() {
        return new Batch(this);
    }

    /// The value under a key of the whole store; services use [Table#get].
    Optional<byte[]> get(byte[] key);

    /// Makes all changes of a batch; they are durable when this returns. Services use [Batch#commit].
    void write(Batch batch);

    /// Entries of the whole store in order; services use [Table#scan].
    Scan scan(Range range);

    /// Writes a consistent copy into a folder that does not exist yet, without stopping writers.
    ///
    /// @throws java.io.UncheckedIOException when it cannot be written, or this store is in memory
    void checkpoint(Path folder);

    @Override
    void close();
}
