package samara.cloud.dynamodb;

import java.util.Optional;
import samara.cloud.dynamodb.expression.Comparator;
import samara.cloud.dynamodb.expression.KeyCondition;
import samara.cloud.dynamodb.storage.KeyCodec;
import samara.cloud.dynamodb.value.Value;
import samara.cloud.dynamodb.value.Values;
import samara.cloud.kernel.Range;

/// The range of keys in the store that a key condition means.
final class KeyRange {
    private static final byte[] END = {};

    private KeyRange() {}

    /// All keys that begin with `prefix` and meet the condition.
    static Range of(byte[] prefix, KeyCondition condition) {
        byte[] partition = KeyCodec.concat(prefix, KeyCodec.partition(condition.partition()));
        if (condition.sort().isEmpty()) {
            return Range.prefix(partition);
        }
        return switch (condition.sort().get()) {
            case KeyCondition.Compared(Comparator comparator, Value value) ->
                compared(partition, comparator, KeyCodec.concat(partition, KeyCodec.sort(value)));
            case KeyCondition.Between(Value lower, Value upper) ->
                Values.compare(lower, upper).orElse(0) > 0
                        ? Range.between(partition, partition)
                        : Range.between(
                                KeyCodec.concat(partition, KeyCodec.sort(lower)),
                                after(KeyCodec.concat(partition, KeyCodec.sort(upper))));
            case KeyCondition.BeginsWith(Value start) ->
                Range.prefix(KeyCodec.concat(partition, KeyCodec.sortPrefix(start)));
        };
    }

    private static Range compared(byte[] partition, Comparator comparator, byte[] key) {
        return switch (comparator) {
            case EQUAL -> Range.prefix(key);
            case LESS -> Range.between(partition, key);
            case LESS_OR_EQUAL -> Range.between(partition, after(key));
            case GREATER -> Range.between(after(key), after(partition));
            case GREATER_OR_EQUAL -> Range.between(key, after(partition));
            case NOT_EQUAL -> throw new IllegalStateException("No key condition has <>.");
        };
    }

    /// The keys of one segment of a parallel scan.
    static Range segment(byte[] prefix, int segment, int total) {
        byte[] from = KeyCodec.segmentStart(segment, total)
                .map(hash -> KeyCodec.concat(prefix, hash))
                .orElse(prefix);
        byte[] to = KeyCodec.segmentStart(segment + 1, total)
                .map(hash -> KeyCodec.concat(prefix, hash))
                .orElseGet(() -> after(prefix));
        return Range.between(from, to);
    }

    private static byte[] after(byte[] prefix) {
        Optional<byte[]> next = KeyCodec.after(prefix);
        return next.orElse(END);
    }
}
