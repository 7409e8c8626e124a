package samara.cloud.logs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Operation;
import samara.wire.cloudwatchlogs.CloudWatchLogsApi;
import samara.wire.cloudwatchlogs.FilterLogEventsRequest;
import samara.wire.cloudwatchlogs.FilterLogEventsResponse;
import samara.wire.cloudwatchlogs.FilteredLogEvent;
import samara.wire.cloudwatchlogs.GetLogEventsRequest;
import samara.wire.cloudwatchlogs.GetLogEventsResponse;
import samara.wire.cloudwatchlogs.InputLogEvent;
import samara.wire.cloudwatchlogs.OutputLogEvent;
import samara.wire.cloudwatchlogs.PutLogEventsRequest;
import samara.wire.cloudwatchlogs.PutLogEventsResponse;

/// Writing, reading and filtering events.
final class EventOperations {
    private static final int MAX_EVENTS = 10_000;
    private static final int MAX_BATCH_BYTES = 1_048_576;
    private static final int EVENT_OVERHEAD_BYTES = 26;
    private static final String START = "0".repeat(32);

    private final Logs logs;

    EventOperations(Logs logs) {
        this.logs = logs;
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new LogsOperation<>(
                        CloudWatchLogsApi.PUT_LOG_EVENTS,
                        (in, call) ->
                                LogsOperation.onStream("PutLogEvents", in.logGroupName(), in.logStreamName(), call),
                        this::put),
                new LogsOperation<>(
                        CloudWatchLogsApi.GET_LOG_EVENTS,
                        (in, call) -> LogsOperation.onStream(
                                "GetLogEvents",
                                group(in.logGroupName(), in.logGroupIdentifier()),
                                in.logStreamName(),
                                call),
                        this::get),
                new LogsOperation<>(
                        CloudWatchLogsApi.FILTER_LOG_EVENTS,
                        (in, call) -> LogsOperation.onGroup(
                                "FilterLogEvents", group(in.logGroupName(), in.logGroupIdentifier()), call),
                        this::filter));
    }

    private static String group(Optional<String> name, Optional<String> identifier) {
        return GroupOperations.named(name.or(() -> identifier)
                .orElseThrow(() -> LogsErrors.invalid("Either `logGroupName` or `logGroupIdentifier` is required.")));
    }

    private PutLogEventsResponse put(PutLogEventsRequest in, Call call) {
        List<InputLogEvent> events = in.logEvents();
        if (events.isEmpty() || events.size() > MAX_EVENTS) {
            throw LogsErrors.invalid("A batch holds 1 to " + MAX_EVENTS + " log events.");
        }
        long bytes = 0;
        long before = 0;
        for (InputLogEvent event : events) {
            if (event.timestamp() < before) {
                throw LogsErrors.invalid("Log events in a single PutLogEvents request must be in chronological order.");
            }
            before = event.timestamp();
            bytes += event.message().getBytes(java.nio.charset.StandardCharsets.UTF_8).length + EVENT_OVERHEAD_BYTES;
        }
        if (bytes > MAX_BATCH_BYTES) {
            throw LogsErrors.invalid("Upload too large: " + bytes + " bytes exceeds limit of " + MAX_BATCH_BYTES);
        }
        logs.put(call.scope(), in.logGroupName(), in.logStreamName(), events);
        return PutLogEventsResponse.builder()
                .nextSequenceToken(Long.toString(before))
                .build();
    }

    /// Tokens are `f/` or `b/` and the event that the page before ended or began with.
    private GetLogEventsResponse get(GetLogEventsRequest in, Call call) {
        String group = group(in.logGroupName(), in.logGroupIdentifier());
        StoredStream stream = logs.stream(call.scope(), group, in.logStreamName());
        Optional<String> token = in.nextToken();
        boolean forward = token.map(text -> text.startsWith("f/"))
                .orElse(in.startFromHead().orElse(false));
        Optional<String> after = token.map(text -> Logs.checked(text.substring(Math.min(2, text.length()))));
        int limit = limit(in.limit());
        List<Logs.Found> page = new ArrayList<>();
        var window = new Logs.Window(in.startTime(), in.endTime(), after, !forward);
        logs.scan(stream, call.scope(), window, found -> {
            page.add(found);
            return page.size() < limit;
        });
        if (!forward) {
            Collections.reverse(page);
        }
        String same = token.map(text -> text.substring(2)).orElse(START);
        return GetLogEventsResponse.builder()
                .events(page.stream()
                        .map(found -> OutputLogEvent.builder()
                                .timestamp(found.event().time())
                                .message(found.event().message())
                                .ingestionTime(found.event().ingested())
                                .build())
                        .toList())
                .nextForwardToken("f/" + (page.isEmpty() ? same : page.getLast().id()))
                .nextBackwardToken(
                        "b/" + (page.isEmpty() ? same : page.getFirst().id()))
                .build();
    }

    private FilterLogEventsResponse filter(FilterLogEventsRequest in, Call call) {
        String group = group(in.logGroupName(), in.logGroupIdentifier());
        Predicate<String> pattern = FilterPattern.of(in.filterPattern().orElse(""));
        int limit = limit(in.limit());
        List<Logs.Found> page = new ArrayList<>();
        boolean[] more = {false};
        Optional<String> after = in.nextToken().map(Logs::checked);
        // `endTime` is inclusive here.
        var window = new Logs.Window(in.startTime(), in.endTime().map(time -> time + 1), after, false);
        logs.scan(call.scope(), group, window, found -> {
            if (!isWanted(in, found.event().stream())
                    || !pattern.test(found.event().message())) {
                return true;
            }
            if (page.size() == limit) {
                more[0] = true;
                return false;
            }
            page.add(found);
            return true;
        });
        return FilterLogEventsResponse.builder()
                .events(page.stream().map(EventOperations::shape).toList())
                .searchedLogStreams(List.of())
                .nextToken(more[0] ? page.getLast().id() : null)
                .build();
    }

    private static boolean isWanted(FilterLogEventsRequest in, String stream) {
        return in.logStreamNames().map(names -> names.contains(stream)).orElse(true)
                && in.logStreamNamePrefix().map(stream::startsWith).orElse(true);
    }

    private static FilteredLogEvent shape(Logs.Found found) {
        return FilteredLogEvent.builder()
                .logStreamName(found.event().stream())
                .timestamp(found.event().time())
                .message(found.event().message())
                .ingestionTime(found.event().ingested())
                .eventId(found.id())
                .build();
    }

    private static int limit(Optional<Integer> wanted) {
        int limit = wanted.orElse(MAX_EVENTS);
        if (limit < 1 || limit > MAX_EVENTS) {
            throw LogsErrors.invalid("`limit` must be between 1 and " + MAX_EVENTS + ".");
        }
        return limit;
    }
}
