package samara.cloud.kernel;

import java.util.ArrayList;
import java.util.List;

/// Changes that are made together or not at all. Not for use by several threads.
public final class Batch {
    private final Store store;
    private final List<Change> changes = new ArrayList<>();
    private final List<Runnable> afterwards = new ArrayList<>();

    /// A change of the store; keys are those of the whole store.
    sealed interface Change {
        /// Sets a value.
        record Put(byte[] key, byte[] value) implements Change {}

        /// Takes a value away, if there is one.
        record Delete(byte[] key) implements Change {}

        /// Takes away all from `from` to before `to`.
        record DeleteRange(byte[] from, byte[] to) implements Change {}
    }

    Batch(Store store) {
        this.store = store;
    }

    /// Sets a value.
    public Batch put(Table table, byte[] key, byte[] value) {
        changes.add(new Change.Put(table.storeKey(key), value));
        return this;
    }

    /// Sets a value under a text.
    public Batch put(Table table, String key, byte[] value) {
        return put(table, Table.bytes(key), value);
    }

    /// Sets a record.
    public <V> Batch put(RecordTable<V> table, String key, V value) {
        put(table.table(), key, table.encode(value));
        afterwards.add(() -> table.forget(key));
        return this;
    }

    /// Takes a value away, if there is one.
    public Batch delete(Table table, byte[] key) {
        changes.add(new Change.Delete(table.storeKey(key)));
        return this;
    }

    /// Takes the value under a text away, if there is one.
    public Batch delete(Table table, String key) {
        return delete(table, Table.bytes(key));
    }

    /// Takes a record away, if there is one.
    public Batch delete(RecordTable<?> table, String key) {
        delete(table.table(), key);
        afterwards.add(() -> table.forget(key));
        return this;
    }

    /// Takes away all of a range.
    public Batch delete(Table table, Range range) {
        Range whole = table.storeRange(range);
        changes.add(new Change.DeleteRange(whole.from(), whole.to()));
        return this;
    }

    /// Whether nothing would change.
    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /// Makes the changes; they are durable when this returns.
    public void commit() {
        if (!changes.isEmpty()) {
            store.write(this);
        }
        afterwards.forEach(Runnable::run);
    }

    List<Change> changes() {
        return changes;
    }
}
