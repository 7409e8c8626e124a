package samara.cloud.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import samara.cloud.dynamodb.storage.KeyCodec;
import samara.cloud.dynamodb.value.Decimal;
import samara.cloud.dynamodb.value.Value;
import samara.cloud.dynamodb.value.ValueType;

/// A table in memory: what is stored of it, where its items lie, and the lock between writers of items (who share it)
/// and whoever changes what there is to write (who has it alone).
final class LiveTable {
    /// The index number under which items themselves lie.
    private static final int ITEMS = 0;
    /// The index number of the entries by which items expire.
    private static final int EXPIRIES = 0xFFFF;
    private static final int PREFIX_LENGTH = 6;

    final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final byte[] itemPrefix;
    private volatile StoredTable stored;
    private volatile boolean isDropped;
    private volatile @Nullable TableStatistics statistics;

    LiveTable(StoredTable stored) {
        this.stored = stored;
        this.itemPrefix = prefix(stored.number(), ITEMS);
    }

    StoredTable stored() {
        return stored;
    }

    /// To be called with the lock alone.
    void replace(StoredTable changed) {
        stored = changed;
    }

    boolean isDropped() {
        return isDropped;
    }

    /// To be called with the lock alone.
    void drop() {
        isDropped = true;
    }

    @Nullable
    TableStatistics statistics() {
        return statistics;
    }

    /// To be called with the lock alone.
    void count(@Nullable TableStatistics counted) {
        statistics = counted;
    }

    KeySchema keys() {
        return stored.keys();
    }

    private static byte[] prefix(int table, int index) {
        return new byte[] {
            (byte) (table >>> 24),
            (byte) (table >>> 16),
            (byte) (table >>> 8),
            (byte) table,
            (byte) (index >>> 8),
            (byte) index
        };
    }

    /// What the keys of items begin with, or those of an index's entries.
    byte[] prefix(Optional<StoredIndex> index) {
        return index.map(this::prefix).orElse(itemPrefix);
    }

    byte[] prefix(StoredIndex index) {
        return prefix(stored.number(), index.number());
    }

    /// What the keys of the entries by which items expire begin with.
    byte[] expiryPrefix() {
        return prefix(stored.number(), EXPIRIES);
    }

    /// What all keys of the table begin with.
    byte[] wholePrefix() {
        return java.util.Arrays.copyOf(itemPrefix, 4);
    }

    /// The place of an item among the table's: its key without the prefix. Entries of indexes hold it.
    byte[] place(Map<String, Value> item) {
        return place(keys(), item);
    }

    private static byte[] place(KeySchema keys, Map<String, Value> item) {
        byte[] partition = KeyCodec.partition(part(item, keys.partitionKey()));
        return keys.sortKey()
                .map(name -> KeyCodec.concat(partition, KeyCodec.sort(part(item, name))))
                .orElse(partition);
    }

    private static Value part(Map<String, Value> item, String attribute) {
        Value value = item.get(attribute);
        if (value == null) {
            throw new IllegalStateException("An item without `" + attribute + "` of its key.");
        }
        return value;
    }

    /// The key of the item at a place.
    byte[] itemKey(byte[] place) {
        return KeyCodec.concat(itemPrefix, place);
    }

    /// The place in a key of an item.
    static byte[] placeOf(byte[] itemKey) {
        return java.util.Arrays.copyOfRange(itemKey, PREFIX_LENGTH, itemKey.length);
    }

    /// The key of an item's entry in an index, if the item has what the index is by.
    Optional<byte[]> entryKey(StoredIndex index, Map<String, Value> item, byte[] place) {
        for (String attribute : index.keys().attributes()) {
            Value value = item.get(attribute);
            if (value == null || value.type() != type(attribute)) {
                return Optional.empty();
            }
        }
        return Optional.of(KeyCodec.concat(prefix(index), place(index.keys(), item), place));
    }

    ValueType type(String keyAttribute) {
        String type = stored.attributeTypes().get(keyAttribute);
        if (type == null) {
            throw new IllegalStateException("`" + keyAttribute + "` is in no key of " + stored.name() + ".");
        }
        return ValueType.valueOf(type);
    }

    /// The keys of all that lies in the store for an item beside itself: its entries in indexes, and the one by which
    /// it expires.
    List<byte[]> entryKeys(Map<String, Value> item, byte[] place) {
        var keys = new ArrayList<byte[]>();
        for (StoredIndex index : stored.indexes()) {
            entryKey(index, item, place).ifPresent(keys::add);
        }
        expiryKey(item, place).ifPresent(keys::add);
        return keys;
    }

    /// The key of the entry by which an item expires, if it does.
    Optional<byte[]> expiryKey(Map<String, Value> item, byte[] place) {
        return stored.timeToLive().flatMap(attribute -> {
            if (item.get(attribute) instanceof Value.N(Decimal seconds) && seconds.isLong() && seconds.signum() > 0) {
                return Optional.of(KeyCodec.concat(expiryPrefix(), seconds(seconds.longValue()), place));
            }
            return Optional.empty();
        });
    }

    /// A time as the keys of expiry entries have it.
    static byte[] seconds(long epochSeconds) {
        byte[] bytes = new byte[Long.BYTES];
        for (int at = 0; at < Long.BYTES; at++) {
            bytes[at] = (byte) (epochSeconds >>> 8 * (Long.BYTES - 1 - at));
        }
        return bytes;
    }
}
