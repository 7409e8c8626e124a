package samara.cli.aws;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/// Log groups, read onwards from a time: each event comes once. For one thread.
public final class LogTail {
    /// Events are asked for again this long after the newest one: they come in late and out of order.
    private static final long OVERLAP_MILLIS = 5_000;

    private final CloudWatchLogsClient client;
    private final Optional<String> pattern;
    private final Optional<Long> endMillis;
    private final Map<String, Long> from = new LinkedHashMap<>();
    private final Map<String, Set<String>> seen = new LinkedHashMap<>();

    /// One event.
    public record Line(String group, String stream, long timestampMillis, String message) {}

    /// @param groups the names of log groups; one that does not exist yet is empty
    /// @param pattern what messages must match, in CloudWatch's syntax
    public LogTail(
            Clients clients,
            List<String> groups,
            Optional<String> pattern,
            long startMillis,
            Optional<Long> endMillis) {
        this.client = clients.logs();
        this.pattern = pattern;
        this.endMillis = endMillis;
        groups.forEach(group -> {
            from.put(group, startMillis);
            seen.put(group, new HashSet<>());
        });
    }

    /// What has come since the last time, the oldest first.
    public List<Line> next() {
        List<Line> lines = new ArrayList<>();
        from.keySet().forEach(group -> read(group, lines));
        lines.sort(Comparator.comparingLong(Line::timestampMillis));
        return lines;
    }

    private void read(String group, List<Line> lines) {
        long start = from.getOrDefault(group, 0L);
        long newest = start;
        Set<String> known = seen.computeIfAbsent(group, key -> new HashSet<>());
        Set<String> current = new HashSet<>();
        try {
            var pages = client.filterLogEventsPaginator(request -> {
                request.logGroupName(group).startTime(start);
                pattern.ifPresent(request::filterPattern);
                endMillis.ifPresent(request::endTime);
            });
            for (FilteredLogEvent event : pages.events()) {
                current.add(event.eventId());
                newest = Math.max(newest, event.timestamp() - OVERLAP_MILLIS);
                if (!known.contains(event.eventId())) {
                    lines.add(new Line(group, event.logStreamName(), event.timestamp(), event.message()));
                }
            }
        } catch (ResourceNotFoundException e) {
            // The group comes with the function's first invocation.
            return;
        }
        known.addAll(current);
        known.retainAll(current);
        from.put(group, newest);
    }
}
