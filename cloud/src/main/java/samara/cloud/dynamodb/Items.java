package samara.cloud.dynamodb;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import samara.cloud.dynamodb.expression.UpdateEvaluator;
import samara.cloud.dynamodb.storage.ItemCodec;
import samara.cloud.dynamodb.value.Invalid;
import samara.cloud.dynamodb.value.Value;
import samara.cloud.dynamodb.value.Values;
import samara.cloud.kernel.Batch;
import samara.cloud.kernel.Range;
import samara.cloud.kernel.Scan;
import samara.cloud.kernel.Store;
import samara.cloud.kernel.Table;
import samara.wire.AwsException;

/// The items of all tables. An item and its entries in indexes change in one batch of the store; writers of one item
/// wait for each other, and for nobody else.
final class Items {
    private static final int STRIPES = 4096;
    private static final int BACKFILL_BATCH = 10_000;

    private final Table entries;
    private final ReentrantLock[] stripes = new ReentrantLock[STRIPES];

    Items(Store store) {
        entries = store.table("dynamodb/items");
        Arrays.setAll(stripes, _ -> new ReentrantLock());
    }

    /// The item of a key.
    Optional<Map<String, Value>> get(LiveTable table, Map<String, Value> key) {
        return at(table.itemKey(table.place(key)));
    }

    /// The item at a place.
    Optional<Map<String, Value>> at(LiveTable table, byte[] place) {
        return at(table.itemKey(place));
    }

    private Optional<Map<String, Value>> at(byte[] itemKey) {
        return entries.get(itemKey).map(ItemCodec::decode);
    }

    /// Items as they are at one moment, in this order: no write comes between.
    List<Optional<Map<String, Value>>> getTogether(List<LiveTable> tables, List<Map<String, Value>> keys) {
        var itemKeys = new ArrayList<byte[]>();
        for (int at = 0; at < keys.size(); at++) {
            itemKeys.add(tables.get(at).itemKey(tables.get(at).place(keys.get(at))));
        }
        List<Lock> locks = locks(tables, itemKeys);
        locks.forEach(Lock::lock);
        try {
            return itemKeys.stream().map(this::at).toList();
        } finally {
            locks.reversed().forEach(Lock::unlock);
        }
    }

    /// What lies in a range of keys.
    Scan scan(Range range) {
        return entries.scan(range);
    }

    /// Makes one write.
    Write.Result write(Write write) {
        return write(List.of(write), _ -> {}).getFirst();
    }

    /// Makes all writes, or none if one can not be made. No two may be about the same item.
    ///
    /// @param also is asked for more that belongs into the same batch
    /// @return how each went, in the same order
    List<Write.Result> write(List<Write> writes, Consumer<Batch> also) {
        var itemKeys = new ArrayList<byte[]>(writes.size());
        for (Write write : writes) {
            itemKeys.add(write.table().itemKey(write.table().place(write.key())));
        }
        List<Lock> locks = locks(writes.stream().map(Write::table).toList(), itemKeys);
        locks.forEach(Lock::lock);
        try {
            var results = new ArrayList<Write.Result>(writes.size());
            Batch batch = entries.batch();
            for (int at = 0; at < writes.size(); at++) {
                results.add(prepare(writes.get(at), itemKeys.get(at), batch));
            }
            if (results.stream().allMatch(Write.Made.class::isInstance)) {
                also.accept(batch);
                batch.commit();
                for (Write.Result result : results) {
                    Write.Made made = (Write.Made) result;
                    count(made.write().table(), made.before(), made.after());
                }
            }
            return results;
        } finally {
            locks.reversed().forEach(Lock::unlock);
        }
    }

    /// The locks that writers of these items need, in the one order in which everybody takes them.
    private List<Lock> locks(List<LiveTable> tables, List<byte[]> itemKeys) {
        if (itemKeys.stream().map(ByteBuffer::wrap).distinct().count() < itemKeys.size()) {
            throw Invalid.because("Provided list of item keys contains duplicates");
        }
        if (itemKeys.size() == 1) {
            return List.of(tables.getFirst().lock.readLock(), stripes[stripe(itemKeys.getFirst())]);
        }
        var byNumber = new TreeMap<Integer, LiveTable>();
        tables.forEach(table -> byNumber.put(table.stored().number(), table));
        var numbers = new TreeSet<Integer>();
        itemKeys.forEach(key -> numbers.add(stripe(key)));
        var locks = new ArrayList<Lock>();
        byNumber.values().forEach(table -> locks.add(table.lock.readLock()));
        numbers.forEach(number -> locks.add(stripes[number]));
        return locks;
    }

    private static int stripe(byte[] itemKey) {
        int hash = Arrays.hashCode(itemKey);
        return (hash ^ hash >>> 16) & STRIPES - 1;
    }

    private Write.Result prepare(Write write, byte[] itemKey, Batch batch) {
        if (write.table().isDropped()) {
            throw DynamoDbErrors.resourceNotFound();
        }
        Optional<Map<String, Value>> before = at(itemKey);
        if (write.condition().isPresent() && !write.condition().get().holds(before.orElse(Map.of()))) {
            return new Write.ConditionFailed(before);
        }
        Optional<Map<String, Value>> after;
        try {
            after = after(write, before);
        } catch (AwsException e) {
            return new Write.Rejected(e);
        }
        if (!(write.change() instanceof Write.Check)) {
            change(write.table(), new Change(itemKey, before, after), batch);
        }
        return new Write.Made(write, before, after);
    }

    private static Optional<Map<String, Value>> after(Write write, Optional<Map<String, Value>> before) {
        return switch (write.change()) {
            case Write.Put(Map<String, Value> item) -> {
                if (Values.weight(item) > DynamoDbLimits.MAX_ITEM_BYTES) {
                    throw Invalid.because("Item size has exceeded the maximum allowed size");
                }
                yield Optional.of(item);
            }
            case Write.Update(var expression) -> {
                Map<String, Value> item = UpdateEvaluator.apply(expression, before.orElse(write.key()));
                ItemKeys.checkUpdated(write.table(), item);
                if (Values.weight(item) > DynamoDbLimits.MAX_ITEM_BYTES) {
                    throw Invalid.because("Item size to update has exceeded the maximum allowed size");
                }
                yield Optional.of(item);
            }
            case Write.Delete _ -> Optional.empty();
            case Write.Check _ -> before;
        };
    }

    private record Change(byte[] itemKey, Optional<Map<String, Value>> before, Optional<Map<String, Value>> after) {}

    private void change(LiveTable table, Change change, Batch batch) {
        byte[] itemKey = change.itemKey();
        if (change.after().isPresent()) {
            batch.put(entries, itemKey, ItemCodec.encode(change.after().get()));
        } else if (change.before().isPresent()) {
            batch.delete(entries, itemKey);
        }
        if (table.stored().indexes().isEmpty() && table.stored().timeToLive().isEmpty()) {
            return;
        }
        byte[] place = LiveTable.placeOf(itemKey);
        List<byte[]> stale =
                change.before().map(item -> table.entryKeys(item, place)).orElse(List.of());
        List<byte[]> fresh =
                change.after().map(item -> table.entryKeys(item, place)).orElse(List.of());
        for (byte[] key : stale) {
            if (fresh.stream().noneMatch(other -> Arrays.equals(key, other))) {
                batch.delete(entries, key);
            }
        }
        for (byte[] key : fresh) {
            if (stale.stream().noneMatch(other -> Arrays.equals(key, other))) {
                batch.put(entries, key, place);
            }
        }
    }

    private static void count(
            LiveTable table, Optional<Map<String, Value>> before, Optional<Map<String, Value>> after) {
        @Nullable TableStatistics statistics = table.statistics();
        if (statistics != null) {
            before.ifPresent(item -> statistics.count(table, item, -1));
            after.ifPresent(item -> statistics.count(table, item, 1));
        }
    }

    /// How many items a table has and what they weigh. Counted once, while nobody writes to the table.
    TableStatistics statistics(LiveTable table) {
        @Nullable TableStatistics known = table.statistics();
        if (known != null) {
            return known;
        }
        table.lock.writeLock().lock();
        try {
            @Nullable TableStatistics meanwhile = table.statistics();
            if (meanwhile != null) {
                return meanwhile;
            }
            var counted = new TableStatistics(table);
            forEach(table, (_, item) -> counted.count(table, item, 1));
            table.count(counted);
            return counted;
        } finally {
            table.lock.writeLock().unlock();
        }
    }

    private interface Visitor {
        void visit(byte[] place, Map<String, Value> item);
    }

    private void forEach(LiveTable table, Visitor visitor) {
        try (Scan scan = entries.scan(Range.prefix(table.prefix(Optional.empty())))) {
            while (scan.hasNext()) {
                Scan.Entry entry = scan.next();
                visitor.visit(LiveTable.placeOf(entry.key()), ItemCodec.decode(entry.value()));
            }
        }
    }

    /// Writes the entries that `key` makes for the table's items, in place of all under `prefix`. With the lock alone;
    /// nothing points to the entries yet, so they need not come in one batch.
    void backfill(LiveTable table, byte[] prefix, EntryKey key) {
        entries.delete(Range.prefix(prefix));
        var batch = new Batch[] {entries.batch()};
        var count = new AtomicLong();
        forEach(
                table,
                (place, item) -> key.of(item, place).ifPresent(found -> {
                    batch[0].put(entries, found, place);
                    if (count.incrementAndGet() % BACKFILL_BATCH == 0) {
                        batch[0].commit();
                        batch[0] = entries.batch();
                    }
                }));
        batch[0].commit();
    }

    /// Where an item's entry in an index lies, if it has one.
    interface EntryKey {
        Optional<byte[]> of(Map<String, Value> item, byte[] place);
    }

    /// Adds to a batch that all under a prefix goes.
    void remove(byte[] prefix, Batch batch) {
        batch.delete(entries, Range.prefix(prefix));
    }

    /// Deletes the items of a table that expired before a time.
    void expire(LiveTable table, long epochSeconds) {
        var due = new LinkedHashMap<String, byte[]>();
        byte[] prefix = table.expiryPrefix();
        byte[] to = samara.cloud.dynamodb.storage.KeyCodec.concat(prefix, LiveTable.seconds(epochSeconds));
        try (Scan scan = entries.scan(Range.between(prefix, to))) {
            while (scan.hasNext()) {
                Scan.Entry entry = scan.next();
                due.put(java.util.HexFormat.of().formatHex(entry.key()), entry.value());
            }
        }
        due.values().forEach(place -> expireAt(table, place, to));
    }

    private void expireAt(LiveTable table, byte[] place, byte[] to) {
        byte[] itemKey = table.itemKey(place);
        List<Lock> locks = locks(List.of(table), List.of(itemKey));
        locks.forEach(Lock::lock);
        try {
            Optional<Map<String, Value>> item = at(itemKey);
            boolean isDue = !table.isDropped()
                    && item.flatMap(there -> table.expiryKey(there, place))
                            .filter(key -> Arrays.compareUnsigned(key, to) < 0)
                            .isPresent();
            if (isDue) {
                Batch batch = entries.batch();
                change(table, new Change(itemKey, item, Optional.empty()), batch);
                batch.commit();
                count(table, item, Optional.empty());
            }
        } finally {
            locks.reversed().forEach(Lock::unlock);
        }
    }
}
