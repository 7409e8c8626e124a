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
    private static final int LONGEST_CIRCLE = 24;

    /// A map of more keys than `MANY` is followed through so many deep copies only. Each event makes two copies and a
    /// resource, and CloudFormation takes no template of more than 500 resources; to follow each copy of what can't
    /// be deployed would take time that grows with the square of its routes.
    private static final int MANY = 1_500;

    private static final int MOST_COPIES_OF_MANY = 1_100;
    private static final String REMOVED = new String("removed");

    private @Nullable String[] slots = new String[SMALLEST];
    private long[] hashes = new long[SMALLEST];
    private int used;
    private int filled;
    private int copiesOfMany;

    /// Whether filling a new table from this one would give the same. In the smallest table, which is filled
    /// without growing, that it still would after one more key shows in the slots that the key was turned
    /// away from: they all come before its own.
    private boolean stable = true;

    /// Adds a key, unless it is there.
    void add(String key) {
        add(key, hash(key));
    }

    private void add(String key, long hash) {
        if (put(key, hash) && filled * 3L >= slots.length * 2L) {
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
            stable = false;
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

    /// The keys of a map that was filled from this one key by key, as a deep copy does, so many times.
    LegacyKeys copiedDeeply(int times) {
        List<LegacyKeys> history = new ArrayList<>(List.of(this));
        for (int done = 1; done <= times && history.getLast().copiesOfMany < MOST_COPIES_OF_MANY; done++) {
            LegacyKeys next = history.getLast().refilled();
            if (next.stable) {
                return next;
            }
            for (int i = 0; i < history.size(); i++) {
                if (next.sameSlots(history.get(i))) {
                    // The orders go round in a circle from here.
                    return history.get(i + (times - done) % (history.size() - i));
                }
            }
            history.add(next);
            if (history.size() > LONGEST_CIRCLE) {
                history.removeFirst();
            }
        }
        return history.getLast();
    }

    @SuppressWarnings("ReferenceEquality")
    private LegacyKeys refilled() {
        LegacyKeys copy = new LegacyKeys();
        for (int i = 0; i < slots.length; i++) {
            String key = slots[i];
            if (key != null && key != REMOVED) {
                copy.add(key, hashes[i]);
            }
        }
        copy.stable = Arrays.equals(slots, copy.slots);
        copy.copiesOfMany = used > MANY ? copiesOfMany + 1 : copiesOfMany;
        return copy;
    }

    /// Whether the other table is the same, slot by slot.
    boolean sameSlots(LegacyKeys other) {
        return Arrays.equals(slots, other.slots);
    }

    /// Whether a deep copy is known to have the same order.
    boolean isStable() {
        return stable;
    }

    /// The same table.
    LegacyKeys duplicate() {
        LegacyKeys copy = new LegacyKeys();
        copy.slots = slots.clone();
        copy.hashes = hashes.clone();
        copy.used = used;
        copy.filled = filled;
        copy.stable = stable;
        copy.copiesOfMany = copiesOfMany;
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
        int farthest = -1;
        while (true) {
            String there = slots[at];
            if (there == null) {
                stable &= slots.length == SMALLEST && free < 0 && farthest < at;
                return free >= 0 ? free : at;
            }
            farthest = Math.max(farthest, at);
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
        stable = false;
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
        long hash = (long) key.codePointAt(0) << 7;
        int points = 0;
        int point;
        for (int at = 0; at < key.length(); at += Character.charCount(point)) {
            point = key.codePointAt(at);
            hash = 1_000_003L * hash ^ point;
            points++;
        }
        hash ^= points;
        return hash == -1 ? -2 : hash;
    }
}
