package samara.cloud.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// A table of records under text keys. Decoded records are remembered, and that there is none, so that a read costs a
/// map
/// look-up: a record must therefore be deeply immutable.
///
/// There must be one `RecordTable` per table and process, or none sees the other's changes.
public final class RecordTable<V> {
    /// Answers kept; all are forgotten when there are more.
    private static final int REMEMBERED = 4096;

    private final Table table;
    private final RecordCodec<V> codec;
    private final ConcurrentHashMap<String, Optional<V>> decoded = new ConcurrentHashMap<>();

    RecordTable(Table table, RecordCodec<V> codec) {
        this.table = table;
        this.codec = codec;
    }

    /// The record under a key.
    public Optional<V> get(String key) {
        Optional<V> known = decoded.get(key);
        if (known != null) {
            return known;
        }
        if (decoded.size() > REMEMBERED) {
            decoded.clear();
        }
        return decoded.computeIfAbsent(key, k -> table.get(k).map(codec::decode));
    }

    /// Sets a record; durable when this returns.
    public void put(String key, V value) {
        table.batch().put(this, key, value).commit();
    }

    /// Takes a record away, if there is one.
    public void delete(String key) {
        table.batch().delete(this, key).commit();
    }

    /// All records whose keys start so, in the order of their keys.
    public List<V> list(String prefix) {
        return list(Range.prefix(prefix), Integer.MAX_VALUE);
    }

    /// At most `limit` records of a range, in its order.
    public List<V> list(Range range, int limit) {
        List<V> records = new ArrayList<>();
        try (Scan scan = table.scan(range)) {
            while (records.size() < limit && scan.hasNext()) {
                records.add(codec.decode(scan.next().value()));
            }
        }
        return records;
    }

    /// At most `limit` keys of a range, in its order.
    public List<String> keys(Range range, int limit) {
        List<String> keys = new ArrayList<>();
        try (Scan scan = table.scan(range)) {
            while (keys.size() < limit && scan.hasNext()) {
                keys.add(scan.next().keyText());
            }
        }
        return keys;
    }

    Table table() {
        return table;
    }

    byte[] encode(V value) {
        return codec.encode(value);
    }

    void forget(String key) {
        decoded.remove(key);
    }
}
