package samara.cloud.kernel;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// One ordered table of the [Store]. Text keys are UTF-8; make composite ones by parts that cannot contain the
/// separator, such as `scope.key() + "/" + name`.
public final class Table {
    private final Store store;
    private final String name;
    private final byte[] prefix;

    Table(Store store, String name) {
        if (name.isEmpty() || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("A table's name is not empty and holds no NUL.");
        }
        this.store = store;
        this.name = name;
        this.prefix = bytes(name + "\0");
    }

    /// The name by which the store gave this.
    public String name() {
        return name;
    }

    /// Starts a set of changes to tables of the same store.
    public Batch batch() {
        return store.batch();
    }

    /// The value under a key.
    public Optional<byte[]> get(byte[] key) {
        return store.get(storeKey(key));
    }

    /// The value under a text.
    public Optional<byte[]> get(String key) {
        return get(bytes(key));
    }

    /// Sets a value; durable when this returns.
    public void put(byte[] key, byte[] value) {
        batch().put(this, key, value).commit();
    }

    /// Sets the value under a text; durable when this returns.
    public void put(String key, byte[] value) {
        put(bytes(key), value);
    }

    /// Takes a value away, if there is one.
    public void delete(byte[] key) {
        batch().delete(this, key).commit();
    }

    /// Takes the value under a text away, if there is one.
    public void delete(String key) {
        delete(bytes(key));
    }

    /// Takes away all of a range.
    public void delete(Range range) {
        batch().delete(this, range).commit();
    }

    /// The entries of a range; their keys are this table's.
    public Scan scan(Range range) {
        Scan whole = store.scan(storeRange(range));
        return new Scan() {
            @Override
            public boolean hasNext() {
                return whole.hasNext();
            }

            @Override
            public Entry next() {
                Entry entry = whole.next();
                return new Entry(Arrays.copyOfRange(entry.key(), prefix.length, entry.key().length), entry.value());
            }

            @Override
            public void close() {
                whole.close();
            }
        };
    }

    byte[] storeKey(byte[] key) {
        byte[] whole = Arrays.copyOf(prefix, prefix.length + key.length);
        System.arraycopy(key, 0, whole, prefix.length, key.length);
        return whole;
    }

    Range storeRange(Range range) {
        byte[] to = range.to().length == 0 ? Range.next(prefix) : storeKey(range.to());
        return new Range(storeKey(range.from()), to, range.isReversed());
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] key) {
        return new String(key, StandardCharsets.UTF_8);
    }
}
