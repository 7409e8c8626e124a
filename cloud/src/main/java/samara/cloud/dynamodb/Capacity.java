package samara.cloud.dynamodb;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.dynamodb.value.Value;
import samara.cloud.dynamodb.value.Values;
import samara.wire.dynamodb.ConsumedCapacity;

/// The capacity units that requests to one table used.
/// See <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html>
final class Capacity {
    private static final int READ_UNIT = 4096;
    private static final int WRITE_UNIT = 1024;
    private static final List<String> DETAILS = List.of("INDEXES", "TOTAL", "NONE");

    private final String tableName;
    private final boolean isRead;
    private final Map<String, Double> local = new LinkedHashMap<>();
    private final Map<String, Double> global = new LinkedHashMap<>();
    private double table;

    private Capacity(String tableName, boolean isRead) {
        this.tableName = tableName;
        this.isRead = isRead;
    }

    /// Of reads, none so far.
    static Capacity ofReads(LiveTable table) {
        return new Capacity(table.stored().name(), true);
    }

    /// Of writes, none so far.
    static Capacity ofWrites(LiveTable table) {
        return new Capacity(table.stored().name(), false);
    }

    /// How much is to be told: `INDEXES`, `TOTAL` or `NONE`.
    static String detail(Optional<String> given) {
        return Choices.of("returnConsumedCapacity", given, "NONE", DETAILS);
    }

    /// What reading that many bytes takes.
    static double readUnits(long bytes, boolean isConsistent) {
        double units = Math.max(1, Math.ceilDiv(bytes, READ_UNIT));
        return isConsistent ? units : units / 2;
    }

    /// A read of the table.
    Capacity read(double units) {
        table += units;
        return this;
    }

    /// A read of an index.
    Capacity read(StoredIndex index, double units) {
        (index.isGlobal() ? global : local).merge(index.name(), units, Double::sum);
        return this;
    }

    /// A write that was made, and what it changed in indexes.
    ///
    /// @param factor 2 in transactions
    Capacity write(Write.Made made, int factor) {
        int before = made.before().map(Values::weight).orElse(0);
        int after = made.after().map(Values::weight).orElse(0);
        table += factor * writeUnits(Math.max(before, after));
        if (made.write().change() instanceof Write.Check) {
            return this;
        }
        LiveTable live = made.write().table();
        for (StoredIndex index : live.stored().indexes()) {
            double units = indexUnits(live, index, made);
            if (units > 0) {
                (index.isGlobal() ? global : local).merge(index.name(), factor * units, Double::sum);
            }
        }
        return this;
    }

    private static double indexUnits(LiveTable live, StoredIndex index, Write.Made made) {
        Optional<Map<String, Value>> stale = entry(live, index, made.before());
        Optional<Map<String, Value>> fresh = entry(live, index, made.after());
        if (stale.isEmpty() || fresh.isEmpty()) {
            return stale.or(() -> fresh)
                    .map(entry -> writeUnits(Values.weight(entry)))
                    .orElse(0.0);
        }
        if (Values.equal(new Value.M(stale.get()), new Value.M(fresh.get()))) {
            return 0;
        }
        Value staleKey = new Value.M(index.keys().of(stale.get()));
        Value freshKey = new Value.M(index.keys().of(fresh.get()));
        double staleUnits = writeUnits(Values.weight(stale.get()));
        double freshUnits = writeUnits(Values.weight(fresh.get()));
        return Values.equal(staleKey, freshKey) ? Math.max(staleUnits, freshUnits) : staleUnits + freshUnits;
    }

    private static Optional<Map<String, Value>> entry(
            LiveTable live, StoredIndex index, Optional<Map<String, Value>> item) {
        return item.filter(there -> index.keys().attributes().stream().allMatch(there::containsKey))
                .map(there -> index.project(there, live.keys()));
    }

    private static double writeUnits(long bytes) {
        return Math.max(1, Math.ceilDiv(bytes, WRITE_UNIT));
    }

    /// What is told of it.
    Optional<ConsumedCapacity> told(String detail) {
        return told(detail, false);
    }

    /// What is told of it by a transaction, which says reads and writes apart, too.
    Optional<ConsumedCapacity> toldByTransaction(String detail) {
        return told(detail, true);
    }

    private Optional<ConsumedCapacity> told(String detail, boolean isApart) {
        if (detail.equals("NONE")) {
            return Optional.empty();
        }
        double total = table + sum(local) + sum(global);
        var told = ConsumedCapacity.builder().tableName(tableName).capacityUnits(total);
        if (isApart && isRead) {
            told.readCapacityUnits(total);
        } else if (isApart) {
            told.writeCapacityUnits(total);
        }
        if (detail.equals("INDEXES")) {
            told.table(part(table, isApart));
            told.localSecondaryIndexes(local.isEmpty() ? null : parts(local, isApart));
            told.globalSecondaryIndexes(global.isEmpty() ? null : parts(global, isApart));
        }
        return Optional.of(told.build());
    }

    private static double sum(Map<String, Double> units) {
        return units.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private Map<String, samara.wire.dynamodb.Capacity> parts(Map<String, Double> units, boolean isApart) {
        var parts = new LinkedHashMap<String, samara.wire.dynamodb.Capacity>();
        units.forEach((name, used) -> parts.put(name, part(used, isApart)));
        return parts;
    }

    private samara.wire.dynamodb.Capacity part(double units, boolean isApart) {
        var part = samara.wire.dynamodb.Capacity.builder().capacityUnits(units);
        if (isApart && isRead) {
            part.readCapacityUnits(units);
        } else if (isApart) {
            part.writeCapacityUnits(units);
        }
        return part.build();
    }
}
