package samara.cloud.xray;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import samara.cloud.kernel.Batch;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Range;
import samara.cloud.kernel.RecordCodec;
import samara.cloud.kernel.RecordTable;
import samara.cloud.kernel.Scan;
import samara.cloud.kernel.Scope;
import samara.cloud.kernel.Table;

/// The state of X-Ray: traces, their documents, and two orders of them: by start, for those who ask, and by arrival,
/// for the bound. Writers wait for each other: segments are few, since requests are sampled.
final class Traces {
    private static final byte[] NOTHING = {};
    private static final String TOTAL = "total";

    private final Kernel kernel;
    private final Bounds bounds;
    private final RecordTable<StoredTrace> traces;
    private final Table segments;
    private final Table byStart;
    private final Table byArrival;
    private final RecordTable<Total> totals;
    private final RecordCodec<StoredSegment> codec = RecordCodec.of(StoredSegment.class);
    private final ReentrantLock lock = new ReentrantLock();

    /// What is kept of all accounts and Regions.
    record Total(long traces, long bytes) {}

    /// How much may be kept.
    record Bounds(long traces, long bytes) {
        static final Bounds DEFAULT = new Bounds(XrayLimits.KEPT_TRACES, XrayLimits.KEPT_BYTES);
    }

    /// A trace and where it stands in the order of starts.
    record Found(String position, StoredTrace trace) {}

    Traces(Kernel kernel, Bounds bounds) {
        this.kernel = kernel;
        this.bounds = bounds;
        this.traces = kernel.store().table("xray/traces", StoredTrace.class);
        this.segments = kernel.store().table("xray/segments");
        this.byStart = kernel.store().table("xray/by-start");
        this.byArrival = kernel.store().table("xray/by-arrival");
        this.totals = kernel.store().table("xray/totals", Total.class);
    }

    /// Keeps a document; one of the same id, such as that of the segment in progress, is replaced.
    void put(Scope scope, SegmentDocument document) {
        lock.lock();
        try {
            Instant now = kernel.clock().now();
            prune(now);
            String key = key(scope, document.traceId());
            Optional<StoredTrace> before = traces.get(key);
            StoredTrace known = before.orElseGet(() -> StoredTrace.of(document, now));
            String segmentKey = key + "/" + document.id();
            var segment =
                    new StoredSegment(document.id(), document.parentId(), document.isSubsegment(), document.text());
            byte[] stored = codec.encode(segment);
            long more = (long) stored.length
                    - segments.get(segmentKey).map(old -> old.length).orElse(0);
            boolean fits = known.bytes() + more <= XrayLimits.TRACE_BYTES;
            StoredTrace after = fits ? known.with(document, more, now) : known.exceeded(now);
            Batch batch = kernel.store().batch();
            if (fits) {
                batch.put(segments, segmentKey, stored);
            }
            if (before.isEmpty()) {
                batch.put(byArrival, arrival(scope, known), NOTHING);
            } else if (after.startMillis() != known.startMillis()) {
                batch.delete(byStart, position(scope, known));
            }
            Total total = total();
            batch.put(byStart, position(scope, after), NOTHING)
                    .put(traces, key, after)
                    .put(
                            totals,
                            TOTAL,
                            new Total(total.traces() + (before.isEmpty() ? 1 : 0), total.bytes() + (fits ? more : 0)))
                    .commit();
        } finally {
            lock.unlock();
        }
    }

    /// A trace, unless its time is over.
    Optional<StoredTrace> trace(Scope scope, String id) {
        return traces.get(key(scope, id)).filter(this::isKept);
    }

    /// The documents of a trace, in the order of their ids.
    List<StoredSegment> segments(Scope scope, String id) {
        List<StoredSegment> found = new ArrayList<>();
        try (Scan scan = segments.scan(Range.prefix(key(scope, id) + "/"))) {
            while (scan.hasNext()) {
                found.add(codec.decode(scan.next().value()));
            }
        }
        return found;
    }

    /// The traces that started from one time on and not after another, in the order of their starts.
    ///
    /// @param after the position that the page before ended with
    List<Found> startedBetween(Scope scope, Instant from, Instant to, Optional<String> after, int limit) {
        String prefix = scope.key() + "/";
        Range range =
                Range.between(bytes(prefix + time(from.toEpochMilli())), bytes(prefix + time(to.toEpochMilli() + 1)));
        if (after.isPresent()) {
            range = range.after(prefix + after.get());
        }
        List<Found> found = new ArrayList<>();
        try (Scan scan = byStart.scan(range)) {
            while (found.size() < limit && scan.hasNext()) {
                String position = scan.next().keyText().substring(prefix.length());
                trace(scope, position.substring(position.indexOf('/') + 1))
                        .ifPresent(trace -> found.add(new Found(position, trace)));
            }
        }
        return found;
    }

    private boolean isKept(StoredTrace trace) {
        return trace.received()
                .plus(XrayLimits.RETENTION)
                .isAfter(kernel.clock().now());
    }

    private Total total() {
        return totals.get(TOTAL).orElse(new Total(0, 0));
    }

    /// Takes away what is too old, and the oldest of what is too much.
    private void prune(Instant now) {
        Total total = total();
        String first = time(now.minus(XrayLimits.RETENTION).toEpochMilli() + 1);
        try (Scan scan = byArrival.scan(Range.all())) {
            while (scan.hasNext()) {
                String arrival = scan.next().keyText();
                boolean tooMuch = total.traces() >= bounds.traces() || total.bytes() >= bounds.bytes();
                if (!tooMuch && arrival.compareTo(first) >= 0) {
                    return;
                }
                total = remove(arrival, total);
            }
        }
    }

    private Total remove(String arrival, Total total) {
        String key = arrival.substring(arrival.indexOf('/') + 1);
        StoredTrace trace = traces.get(key)
                .orElseThrow(() -> new IllegalStateException("The trace `" + key + "` is listed and not there."));
        var rest = new Total(total.traces() - 1, total.bytes() - trace.bytes());
        String scope = key.substring(0, key.lastIndexOf('/'));
        Batch batch = kernel.store().batch().delete(byArrival, arrival);
        try (Scan scan = segments.scan(Range.prefix(key + "/"))) {
            while (scan.hasNext()) {
                batch.delete(segments, scan.next().keyText());
            }
        }
        batch.delete(traces, key)
                .delete(byStart, scope + "/" + position(trace))
                .put(totals, TOTAL, rest)
                .commit();
        return rest;
    }

    private static String key(Scope scope, String traceId) {
        return scope.key() + "/" + traceId;
    }

    private static String arrival(Scope scope, StoredTrace trace) {
        return time(trace.received().toEpochMilli()) + "/" + key(scope, trace.id());
    }

    private static String position(Scope scope, StoredTrace trace) {
        return scope.key() + "/" + position(trace);
    }

    private static String position(StoredTrace trace) {
        return time(trace.startMillis()) + "/" + trace.id();
    }

    private static String time(long millis) {
        return String.format("%013d", Math.max(0, millis));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
