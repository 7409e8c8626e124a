package samara.cloud.dynamodb;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import samara.cloud.dynamodb.value.Value;
import samara.cloud.dynamodb.value.Values;

/// How many items a table and its indexes have, and what they weigh. Counted when first asked for, then kept.
final class TableStatistics {
    /// Of the table, or of one index.
    static final class Sum {
        private final LongAdder items = new LongAdder();
        private final LongAdder bytes = new LongAdder();

        long items() {
            return items.sum();
        }

        long bytes() {
            return bytes.sum();
        }

        private void add(int sign, int weight) {
            items.add(sign);
            bytes.add((long) sign * weight);
        }
    }

    private final Sum table = new Sum();
    private final Map<String, Sum> indexes = new LinkedHashMap<>();

    /// Of a table, nothing counted yet.
    TableStatistics(LiveTable counted) {
        counted.stored().indexes().forEach(index -> indexes.put(index.name(), new Sum()));
    }

    Sum ofTable() {
        return table;
    }

    Sum ofIndex(StoredIndex index) {
        return indexes.getOrDefault(index.name(), new Sum());
    }

    /// Counts an item in (1) or out (-1).
    void count(LiveTable counted, Map<String, Value> item, int sign) {
        table.add(sign, Values.weight(item));
        for (StoredIndex index : counted.stored().indexes()) {
            Sum sum = indexes.get(index.name());
            if (sum != null && index.keys().attributes().stream().allMatch(item::containsKey)) {
                sum.add(sign, Values.weight(index.project(item, counted.keys())));
            }
        }
    }
}
