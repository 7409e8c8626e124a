package samara.cloud.logs;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Locks;
import samara.cloud.kernel.Range;
import samara.cloud.kernel.RecordCodec;
import samara.cloud.kernel.RecordTable;
import samara.cloud.kernel.Scan;
import samara.cloud.kernel.Scope;
import samara.cloud.kernel.Table;
import samara.wire.cloudwatchlogs.InputLogEvent;

/// The state of CloudWatch Logs. Names hold no `:`, which therefore parts keys.
final class Logs {
    private static final byte[] NOTHING = {};
    private static final HexFormat HEX = HexFormat.of();

    private final Kernel kernel;
    private final RecordTable<StoredGroup> groups;
    private final RecordTable<StoredStream> streams;
    private final Table events;

    /// The ids of each stream's events, so that a stream is read without its neighbours.
    private final Table index;

    private final RecordCodec<StoredEvent> codec = RecordCodec.of(StoredEvent.class);
    private final Locks locks = new Locks();
    private final AtomicLong sequence;

    /// An event and its id, unique in its group and ordered by time.
    record Found(String id, StoredEvent event) {}

    Logs(Kernel kernel) {
        this.kernel = kernel;
        this.groups = kernel.store().table("cloudwatchlogs/groups", StoredGroup.class);
        this.streams = kernel.store().table("cloudwatchlogs/streams", StoredStream.class);
        this.events = kernel.store().table("cloudwatchlogs/events");
        this.index = kernel.store().table("cloudwatchlogs/stream-events");
        // Goes on above what an earlier process gave: microseconds pass faster than events come.
        this.sequence = new AtomicLong(kernel.clock().now().toEpochMilli() * 1000);
    }

    StoredGroup group(Scope scope, String name) {
        return groups.get(groupKey(scope, name)).orElseThrow(LogsErrors::noGroup);
    }

    StoredStream stream(Scope scope, String group, String name) {
        group(scope, group);
        return streams.get(streamKey(scope, group, name)).orElseThrow(LogsErrors::noStream);
    }

    void createGroup(Scope scope, String name, Map<String, String> tags) {
        locks.locked(groupKey(scope, name), () -> {
            if (groups.get(groupKey(scope, name)).isPresent()) {
                throw LogsErrors.groupExists();
            }
            groups.put(
                    groupKey(scope, name), new StoredGroup(name, kernel.clock().now(), Optional.empty(), tags));
        });
    }

    void change(Scope scope, String name, java.util.function.UnaryOperator<StoredGroup> change) {
        locks.locked(groupKey(scope, name), () -> groups.put(groupKey(scope, name), change.apply(group(scope, name))));
    }

    void deleteGroup(Scope scope, String name) {
        locks.locked(groupKey(scope, name), () -> {
            group(scope, name);
            var batch = kernel.store().batch().delete(groups, groupKey(scope, name));
            streams.list(groupKey(scope, name) + ":")
                    .forEach(stream -> batch.delete(streams, streamKey(scope, name, stream.name())));
            batch.delete(events, Range.prefix(groupKey(scope, name) + ":"))
                    .delete(index, Range.prefix(groupKey(scope, name) + ":"))
                    .commit();
        });
    }

    void createStream(Scope scope, String group, String name) {
        locks.locked(groupKey(scope, group), () -> {
            group(scope, group);
            if (streams.get(streamKey(scope, group, name)).isPresent()) {
                throw LogsErrors.streamExists();
            }
            streams.put(
                    streamKey(scope, group, name),
                    new StoredStream(group, name, kernel.clock().now(), 0, 0, 0));
        });
    }

    void deleteStream(Scope scope, String group, String name) {
        locks.locked(groupKey(scope, group), () -> {
            stream(scope, group, name);
            var batch = kernel.store().batch().delete(streams, streamKey(scope, group, name));
            Range all = Range.prefix(streamKey(scope, group, name) + ":");
            try (Scan scan = index.scan(all)) {
                while (scan.hasNext()) {
                    batch.delete(events, eventKey(scope, group, idOf(scan.next().keyText())));
                }
            }
            batch.delete(index, all);
            batch.commit();
        });
    }

    void put(Scope scope, String group, String name, List<InputLogEvent> written) {
        locks.locked(groupKey(scope, group), () -> {
            StoredStream stream = stream(scope, group, name);
            long now = kernel.clock().now().toEpochMilli();
            var batch = kernel.store().batch();
            for (InputLogEvent event : written) {
                String id = HEX.toHexDigits(event.timestamp()) + HEX.toHexDigits(sequence.incrementAndGet());
                var stored = new StoredEvent(name, event.timestamp(), now, event.message());
                batch.put(events, eventKey(scope, group, id), codec.encode(stored))
                        .put(index, streamKey(scope, group, name) + ":" + id, NOTHING);
            }
            batch.put(
                            streams,
                            streamKey(scope, group, name),
                            stream.with(
                                    written.getFirst().timestamp(),
                                    written.getLast().timestamp(),
                                    now))
                    .commit();
        });
    }

    /// Which events are looked at.
    ///
    /// @param from the earliest time, inclusive
    /// @param to the latest time, exclusive
    /// @param after the id of the event before the first
    record Window(Optional<Long> from, Optional<Long> to, Optional<String> after, boolean isReversed) {}

    /// Hands over events in the order of time until `taker` says that it is enough.
    void scan(Scope scope, String group, Window window, Predicate<Found> taker) {
        try (Scan scan = events.scan(range(group(scope, group), groupKey(scope, group) + ":", window))) {
            boolean more = true;
            while (more && scan.hasNext()) {
                Scan.Entry entry = scan.next();
                more = taker.test(new Found(idOf(entry.keyText()), codec.decode(entry.value())));
            }
        }
    }

    /// The same for one stream.
    void scan(StoredStream stream, Scope scope, Window window, Predicate<Found> taker) {
        String prefix = streamKey(scope, stream.group(), stream.name()) + ":";
        try (Scan scan = index.scan(range(group(scope, stream.group()), prefix, window))) {
            boolean more = true;
            while (more && scan.hasNext()) {
                String id = idOf(scan.next().keyText());
                Optional<byte[]> event = events.get(eventKey(scope, stream.group(), id));
                more = event.isEmpty() || taker.test(new Found(id, codec.decode(event.get())));
            }
        }
    }

    private Range range(StoredGroup group, String prefix, Window window) {
        long oldest = group.retentionDays()
                .map(days -> kernel.clock().now().minus(Duration.ofDays(days)).toEpochMilli())
                .orElse(0L);
        long from = Math.max(oldest, window.from().orElse(0L));
        Range range = Range.between(
                bytes(prefix + HEX.toHexDigits(from)),
                bytes(window.to()
                        .map(to -> prefix + HEX.toHexDigits(Math.max(to, 0)))
                        .orElse(prefix + "g")));
        if (window.isReversed()) {
            range = range.reversed();
        }
        return window.after().isPresent() ? range.after(prefix + window.after().get()) : range;
    }

    List<StoredGroup> groups(Scope scope, String namePrefix) {
        return groups.list(scope.key() + "/" + namePrefix);
    }

    List<StoredStream> streams(Scope scope, String group, String namePrefix) {
        group(scope, group);
        return streams.list(groupKey(scope, group) + ":" + namePrefix);
    }

    static String groupArn(Scope scope, String name) {
        return scope.arn("logs", "log-group:" + name);
    }

    /// Checks the id of an event that a client hands back as a token.
    static String checked(String id) {
        if (!id.matches("[0-9a-f]{32}")) {
            throw LogsErrors.invalid("The specified nextToken is invalid.");
        }
        return id;
    }

    private static String idOf(String key) {
        return key.substring(key.lastIndexOf(':') + 1);
    }

    private static String eventKey(Scope scope, String group, String id) {
        return groupKey(scope, group) + ":" + id;
    }

    private static String groupKey(Scope scope, String name) {
        return scope.key() + "/" + name;
    }

    private static String streamKey(Scope scope, String group, String name) {
        return groupKey(scope, group) + ":" + name;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
