package samara.cloud.dynamodb;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import samara.cloud.kernel.Batch;
import samara.cloud.kernel.Clock;
import samara.cloud.kernel.Locks;
import samara.cloud.kernel.Range;
import samara.cloud.kernel.RecordTable;
import samara.cloud.kernel.Scheduler;
import samara.cloud.kernel.Scope;
import samara.cloud.kernel.Store;

/// All tables. What is stored of one is kept in memory once it was used.
final class Tables {
    private static final Duration EXPIRY_PERIOD = Duration.ofMinutes(1);
    private static final String COUNTER = "tables";

    /// The last number that a table got.
    record Counter(int last) {}

    private final Store store;
    private final RecordTable<StoredTable> stored;
    private final RecordTable<Counter> counters;
    private final Items items;
    private final ConcurrentHashMap<String, LiveTable> live = new ConcurrentHashMap<>();
    private final Locks changes = new Locks();

    Tables(Store store, Clock clock, Scheduler scheduler, Items items) {
        this.store = store;
        this.items = items;
        stored = store.table("dynamodb/tables", StoredTable.class);
        counters = store.table("dynamodb/counters", Counter.class);
        scheduler.every(EXPIRY_PERIOD, () -> expire(clock.now().getEpochSecond()));
    }

    /// The table of a request, by its name or ARN.
    ///
    /// @throws samara.wire.AwsException if there is none
    LiveTable get(Scope scope, String nameOrArn) {
        return find(scope, nameOrArn).orElseThrow(DynamoDbErrors::resourceNotFound);
    }

    /// The table of a request about a table, where the message names it.
    LiveTable named(Scope scope, String nameOrArn) {
        return find(scope, nameOrArn)
                .orElseThrow(() -> DynamoDbErrors.tableNotFound(
                        TableName.of(nameOrArn, scope).name()));
    }

    /// The table, if there is one.
    Optional<LiveTable> find(Scope scope, String nameOrArn) {
        TableName name = TableName.of(nameOrArn, scope);
        String key = StoredTable.storeKey(name.scope(), name.name());
        LiveTable known = live.get(key);
        if (known != null) {
            return Optional.of(known);
        }
        return Optional.ofNullable(live.computeIfAbsent(
                key, absent -> stored.get(absent).map(LiveTable::new).orElse(null)));
    }

    /// Makes a table; `table` is given the number that is its own.
    LiveTable create(Scope scope, String name, java.util.function.IntFunction<StoredTable> table) {
        return changes.locked(COUNTER, () -> {
            String key = StoredTable.storeKey(scope, name);
            if (stored.get(key).isPresent()) {
                throw DynamoDbErrors.tableExists(name);
            }
            int number = counters.get(COUNTER).map(Counter::last).orElse(0) + 1;
            StoredTable made = table.apply(number);
            store.batch()
                    .put(counters, COUNTER, new Counter(number))
                    .put(stored, key, made)
                    .commit();
            return live.computeIfAbsent(key, _ -> new LiveTable(made));
        });
    }

    /// Changes what is stored of a table, while nobody writes to its items.
    ///
    /// @param change is given what is stored and the batch that its own changes belong into
    StoredTable change(LiveTable table, BiFunction<StoredTable, Batch, StoredTable> change) {
        table.lock.writeLock().lock();
        try {
            checkThere(table);
            Batch batch = store.batch();
            StoredTable changed = change.apply(table.stored(), batch);
            batch.put(stored, changed.storeKey(), changed).commit();
            table.replace(changed);
            return changed;
        } finally {
            table.lock.writeLock().unlock();
        }
    }

    /// Deletes a table with its items.
    void delete(LiveTable table) {
        table.lock.writeLock().lock();
        try {
            checkThere(table);
            Batch batch = store.batch().delete(stored, table.stored().storeKey());
            items.remove(table.wholePrefix(), batch);
            batch.commit();
            table.drop();
            live.remove(table.stored().storeKey());
        } finally {
            table.lock.writeLock().unlock();
        }
    }

    private static void checkThere(LiveTable table) {
        if (table.isDropped()) {
            throw DynamoDbErrors.tableNotFound(table.stored().name());
        }
    }

    /// At most `limit` names of a scope's tables in order, after one of them.
    List<String> names(Scope scope, Optional<String> after, int limit) {
        String prefix = scope.key() + "/";
        Range range =
                after.map(name -> Range.prefix(prefix).after(prefix + name)).orElse(Range.prefix(prefix));
        return stored.keys(range, limit).stream()
                .map(key -> key.substring(prefix.length()))
                .toList();
    }

    private void expire(long epochSeconds) {
        for (StoredTable table : stored.list("")) {
            if (table.timeToLive().isPresent()) {
                find(table.scope(), table.name()).ifPresent(there -> items.expire(there, epochSeconds));
            }
        }
    }
}
