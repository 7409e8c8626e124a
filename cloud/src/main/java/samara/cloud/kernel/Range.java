package samara.cloud.kernel;

import java.util.Arrays;

/// A range of keys, `from` inclusive, `to` exclusive, and the direction to walk it in. An empty `to` has no end.
public record Range(byte[] from, byte[] to, boolean isReversed) {
    private static final byte[] NONE = {};

    /// Everything.
    public static Range all() {
        return new Range(NONE, NONE, false);
    }

    /// From one key on, to before another.
    public static Range between(byte[] from, byte[] to) {
        return new Range(from, to, false);
    }

    /// From one key on.
    public static Range from(byte[] from) {
        return new Range(from, NONE, false);
    }

    /// All that start so.
    public static Range prefix(byte[] prefix) {
        return new Range(prefix, next(prefix), false);
    }

    /// All that start so.
    public static Range prefix(String prefix) {
        return prefix(Table.bytes(prefix));
    }

    /// The same without what comes at or before `key`; with what comes before it alone when the range is reversed. For
    /// pages that start after the last key of the page before.
    public Range after(byte[] key) {
        if (isReversed) {
            return to.length == 0 || Arrays.compareUnsigned(key, to) < 0 ? new Range(from, key, true) : this;
        }
        byte[] successor = Arrays.copyOf(key, key.length + 1);
        return Arrays.compareUnsigned(successor, from) > 0 ? new Range(successor, to, false) : this;
    }

    /// The same after the key of this text.
    public Range after(String key) {
        return after(Table.bytes(key));
    }

    /// The same from its end to its start.
    public Range reversed() {
        return new Range(from, to, !isReversed);
    }

    /// The first key after all that start with `prefix`; empty where there is none.
    static byte[] next(byte[] prefix) {
        int length = prefix.length;
        while (length > 0 && prefix[length - 1] == (byte) 0xff) {
            length--;
        }
        byte[] next = Arrays.copyOf(prefix, length);
        if (length > 0) {
            next[length - 1]++;
        }
        return next;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Range range
                && Arrays.equals(from, range.from)
                && Arrays.equals(to, range.to)
                && isReversed == range.isReversed;
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(from) + Arrays.hashCode(to) + Boolean.hashCode(isReversed);
    }
}
