package samara.transform.draft;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The keys of a map in the order in which Python 2.7 on a 64-bit machine would walk them: an open-addressed table
/// whose order depends on the keys' hashes and on the history of insertions and removals.
///
/// The algorithm is CPython 2.7's, documented in its `Objects/dictnotes.txt`: eight slots at first, four times as many
/// as there are keys when two thirds are filled, perturbed probing, and removed keys that leave a mark.
final class LegacyKeys {
    private static final int SMALLEST = 8;
    private static final int LARGE = 50_000;
    private static final String REMOVED = new String("removed");

    private @Nullable String[] slots = new String[SMALLEST];
    private long[] hashes = new long[SMALLEST];
    private int used;
    private int filled;

    /// Adds a key, unless it is there.
    void add(String key) {
        if (put(key, hash(key)) && filled * 3L >= slots.length * 2L) {
            resize(used * (used > LARGE ? 2L : 4L));
        }
    }

    /// Takes a key away, if it is there.
    @SuppressWarnings("ReferenceEquality")
    void remove(String key) {
        int at = find(key, hash(key));
        if (slots[at] != null && slots[at] != REMOVED) {
            slots[at] = REMOVED;
            used--;
        }
    }

    /// Adds all of another map's keys as one operation, which may make room for all of them at once.
    void merge(Collection<String> keys) {
        if (keys.isEmpty()) {
            return;
        }
        if ((filled + keys.size()) * 3L >= slots.length * 2L) {
            resize((used + keys.size()) * 2L);
        }
        keys.forEach(this::add);
    }

    /// The keys of a map that was filled from this one key by key, as a deep copy does.
    LegacyKeys refilled() {
        LegacyKeys copy = new LegacyKeys();
        keys().forEach(copy::add);
        return copy;
    }

    /// The same table.
    LegacyKeys duplicate() {
        LegacyKeys copy = new LegacyKeys();
        copy.slots = slots.clone();
        copy.hashes = hashes.clone();
        copy.used = used;
        copy.filled = filled;
        return copy;
    }

    /// The keys in order.
    @SuppressWarnings("ReferenceEquality")
    List<String> keys() {
        List<String> keys = new ArrayList<>(used);
        for (String slot : slots) {
            if (slot != null && slot != REMOVED) {
                keys.add(slot);
            }
        }
        return keys;
    }

    /// Whether the other table is the same, slot by slot, so that filling it again changes nothing more.
    boolean sameSlots(LegacyKeys other) {
        return Arrays.equals(slots, other.slots);
    }

    @SuppressWarnings("ReferenceEquality")
    private boolean put(String key, long hash) {
        int at = find(key, hash);
        String there = slots[at];
        if (there != null && there != REMOVED) {
            return false;
        }
        if (there == null) {
            filled++;
        }
        used++;
        slots[at] = key;
        hashes[at] = hash;
        return true;
    }

    @SuppressWarnings("ReferenceEquality")
    private int find(String key, long hash) {
        int mask = slots.length - 1;
        int at = (int) (hash & mask);
        int free = -1;
        long walker = at;
        long perturb = hash;
        while (true) {
            String there = slots[at];
            if (there == null) {
                return free >= 0 ? free : at;
            }
            if (there == REMOVED) {
                free = free >= 0 ? free : at;
            } else if (hashes[at] == hash && there.equals(key)) {
                return at;
            }
            walker = walker * 5 + perturb + 1;
            at = (int) (walker & mask);
            perturb >>>= 5;
        }
    }

    @SuppressWarnings("ReferenceEquality")
    private void resize(long request) {
        int size = SMALLEST;
        while (size <= request) {
            size <<= 1;
        }
        @Nullable String[] oldSlots = slots;
        long[] oldHashes = hashes;
        slots = new String[size];
        hashes = new long[size];
        used = 0;
        filled = 0;
        for (int i = 0; i < oldSlots.length; i++) {
            String key = oldSlots[i];
            if (key != null && key != REMOVED) {
                put(key, oldHashes[i]);
            }
        }
    }

    private static long hash(String key) {
        if (key.isEmpty()) {
            return 0;
        }
        int[] points = key.codePoints().toArray();
        long hash = (long) points[0] << 7;
        for (int point : points) {
            hash = 1_000_003L * hash ^ point;
        }
        hash ^= points.length;
        return hash == -1 ? -2 : hash;
    }
}
