package samara.cloud.kernel;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// What was called, by whom, how IAM decided and how it ended: what CloudTrail is. The last 20,000 calls are kept,
/// over restarts, too; the last second's may be missing after a crash.
public final class EventLog implements AutoCloseable {
    /// Calls that are kept.
    static final int KEPT = 20_000;
    /// Calls that wait to be written; when there are more, the oldest of them are lost, not the callers' time.
    private static final int PENDING = 50_000;
    /// Calls that are written without waiting for the second's end: what waits for long, the collector takes for old.
    private static final int MANY = 256;

    private static final RecordCodec<Event> CODEC = RecordCodec.of(Event.class);

    private final Table table;
    private final Scheduler scheduler;
    private final ArrayDeque<Event> pending = new ArrayDeque<>();
    private final List<Consumer<Event>> listeners = new CopyOnWriteArrayList<>();
    private final Scheduler.Handle flushing;
    private long first;
    private long next;
    private boolean closed;

    /// A log in the store, written by the scheduler.
    public EventLog(Store store, Scheduler scheduler) {
        this.table = store.table("kernel/events");
        this.scheduler = scheduler;
        this.first = end(Range.all(), 0);
        this.next = end(Range.all().reversed(), -1) + 1;
        this.flushing = scheduler.every(Duration.ofSeconds(1), this::flush);
    }

    /// Adds a call.
    public void add(Event event) {
        int waiting;
        synchronized (pending) {
            if (closed) {
                return;
            }
            pending.add(event);
            if (pending.size() > PENDING) {
                pending.removeFirst();
            }
            waiting = pending.size();
        }
        if (waiting == MANY) {
            scheduler.start("event-log", this::flush);
        }
        for (var listener : listeners) {
            listener.accept(event);
        }
    }

    /// The latest calls that `wanted` holds for, the newest first.
    public List<Event> latest(Predicate<Event> wanted, int limit) {
        flush();
        List<Event> found = new ArrayList<>();
        try (Scan scan = table.scan(Range.all().reversed())) {
            while (found.size() < limit && scan.hasNext()) {
                Event event = CODEC.decode(scan.next().value());
                if (wanted.test(event)) {
                    found.add(event);
                }
            }
        }
        return found;
    }

    /// Calls `listener` for each call from now on, on the caller's thread: it must not block.
    public Scheduler.Handle listen(Consumer<Event> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private synchronized void flush() {
        List<Event> events;
        synchronized (pending) {
            if (pending.isEmpty() || closed) {
                return;
            }
            events = List.copyOf(pending);
            pending.clear();
        }
        Batch batch = table.batch();
        int skipped = Math.max(0, events.size() - KEPT);
        for (Event event : events.subList(skipped, events.size())) {
            batch.put(table, key(next++), CODEC.encode(event));
        }
        // One by one: a range would leave a tombstone a second, which every scan had to step over.
        for (; first < next - KEPT; first++) {
            batch.delete(table, key(first));
        }
        batch.commit();
    }

    /// The number of the first call of a range, or `none`.
    private long end(Range range, long none) {
        try (Scan scan = table.scan(range)) {
            return scan.hasNext() ? ByteBuffer.wrap(scan.next().key()).getLong() : none;
        }
    }

    private static byte[] key(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    @Override
    public void close() {
        flushing.cancel();
        flush();
        synchronized (pending) {
            closed = true;
        }
    }
}
