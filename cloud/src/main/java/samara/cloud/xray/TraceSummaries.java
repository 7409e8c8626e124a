package samara.cloud.xray;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import samara.cloud.kernel.Call;
import samara.cloud.xray.filter.Filter;
import samara.cloud.xray.filter.FilterExpression;
import samara.cloud.xray.filter.FilterSyntaxException;
import samara.wire.AwsException;
import samara.wire.xray.AnnotationValue;
import samara.wire.xray.GetTraceSummariesRequest;
import samara.wire.xray.GetTraceSummariesResult;
import samara.wire.xray.Http;
import samara.wire.xray.ResourceARNDetail;
import samara.wire.xray.ServiceId;
import samara.wire.xray.TraceSummary;
import samara.wire.xray.TraceUser;
import samara.wire.xray.ValueWithServiceIds;

/// [GetTraceSummaries](https://docs.aws.amazon.com/xray/latest/api/API_GetTraceSummaries.html).
final class TraceSummaries {
    /// How much earlier than its last document a trace may have started to be found by that.
    private static final Duration LONGEST = Duration.ofHours(24);

    private final Traces traces;

    TraceSummaries(Traces traces) {
        this.traces = traces;
    }

    GetTraceSummariesResult get(GetTraceSummariesRequest in, Call call) {
        checkRange(in.startTime(), in.endTime());
        if (in.samplingStrategy()
                .filter(strategy -> strategy.name().isPresent())
                .isPresent()) {
            throw XrayErrors.notBuilt("`SamplingStrategy`");
        }
        Filter filter = filter(in.filterExpression().orElse(""));
        Optional<String> after = in.nextToken().filter(token -> !token.isEmpty());
        if (after.filter(token -> !token.matches("\\d{13}/1-[0-9a-fA-F-]{33}")).isPresent()) {
            throw XrayErrors.invalid("Invalid `NextToken`.");
        }
        List<Traces.Found> page = page(in, call, after);
        Predicate<StoredTrace> inTime = inTime(in);
        List<TraceSummary> summaries = new ArrayList<>();
        for (Traces.Found found : page) {
            if (inTime.test(found.trace())) {
                var tree = TraceTree.of(
                        found.trace(),
                        traces.segments(call.scope(), found.trace().id()));
                if (filter.holds(new TraceFacts(tree))) {
                    summaries.add(summary(tree, call.scope().account().id()));
                }
            }
        }
        return GetTraceSummariesResult.builder()
                .traceSummaries(summaries)
                .approximateTime(in.startTime())
                .tracesProcessedCount((long) page.size())
                .nextToken(page.size() == XrayLimits.PAGE ? page.getLast().position() : null)
                .build();
    }

    static void checkRange(Instant from, Instant to) {
        if (to.isBefore(from)) {
            throw XrayErrors.invalid("`EndTime` is before `StartTime`.");
        }
        if (Duration.between(from, to).compareTo(XrayLimits.RANGE) > 0) {
            throw XrayErrors.invalid("Time range cannot be longer than " + XrayLimits.RANGE.toHours() + " hours.");
        }
    }

    static Filter filter(String expression) {
        try {
            return FilterExpression.parse(expression);
        } catch (FilterSyntaxException e) {
            throw error(e);
        }
    }

    private static AwsException error(FilterSyntaxException e) {
        return e.isNotBuilt()
                ? XrayErrors.notBuilt(String.valueOf(e.getMessage()))
                : XrayErrors.invalid("Invalid filter expression: " + e.getMessage());
    }

    /// Traces whose time may be in the range: those that last into it started before it.
    private List<Traces.Found> page(GetTraceSummariesRequest in, Call call, Optional<String> after) {
        boolean byStart = in.timeRangeType().orElse("TraceId").equals("TraceId");
        Instant from = byStart ? in.startTime() : in.startTime().minus(LONGEST);
        return traces.startedBetween(call.scope(), from, in.endTime(), after, XrayLimits.PAGE);
    }

    private static Predicate<StoredTrace> inTime(GetTraceSummariesRequest in) {
        long from = in.startTime().toEpochMilli();
        long to = in.endTime().toEpochMilli();
        return switch (in.timeRangeType().orElse("TraceId")) {
            case "TraceId" -> trace -> true;
            case "Event" ->
                trace -> trace.updated().toEpochMilli() >= from
                        && trace.updated().toEpochMilli() <= to;
            case "Service" -> trace -> trace.endMillis() >= from && trace.startMillis() <= to;
            default ->
                throw XrayErrors.invalid("`TimeRangeType` is TraceId, Event or Service, not `"
                        + in.timeRangeType().get() + "`.");
        };
    }

    private static TraceSummary summary(TraceTree tree, String account) {
        StoredTrace trace = tree.trace();
        Optional<TraceSegment> root = tree.root();
        Set<ServiceName> services = new LinkedHashSet<>();
        Set<String> arns = new LinkedHashSet<>();
        for (TraceSegment segment : tree.segments()) {
            services.add(ServiceName.of(segment, account));
            segment.text("resource_arn").ifPresent(arns::add);
        }
        return TraceSummary.builder()
                .id(trace.id())
                .startTime(Instant.ofEpochMilli(trace.startMillis()))
                .duration(tree.duration())
                .responseTime(root.map(TraceSegment::duration).orElse(null))
                .hasFault(root.map(TraceSegment::isFault).orElse(false))
                .hasError(root.map(TraceSegment::isError).orElse(false))
                .hasThrottle(root.map(TraceSegment::isThrottled).orElse(false))
                .isPartial(tree.isPartial())
                .http(root.map(TraceSummaries::http).orElse(Http.builder().build()))
                .annotations(annotations(tree, account))
                .users(users(tree, account))
                .serviceIds(services.stream().map(ServiceName::shape).toList())
                .resourceARNs(arns.stream()
                        .map(arn -> ResourceARNDetail.builder().arn(arn).build())
                        .toList())
                .entryPoint(root.map(segment -> ServiceName.of(segment, account).shape())
                        .orElse(null))
                .revision(trace.revision())
                .matchedEventTime(Instant.ofEpochMilli(trace.startMillis()))
                .build();
    }

    private static Http http(TraceSegment root) {
        return Http.builder()
                .httpURL(root.request("url").orElse(null))
                .httpMethod(root.request("method").orElse(null))
                .userAgent(root.request("user_agent").orElse(null))
                .clientIp(root.request("client_ip").orElse(null))
                .httpStatus(root.status().orElse(null))
                .build();
    }

    private static Map<String, List<ValueWithServiceIds>> annotations(TraceTree tree, String account) {
        Map<String, List<ValueWithServiceIds>> all = new LinkedHashMap<>();
        Annotations.of(tree.segments()).values().forEach((key, values) -> {
            List<ValueWithServiceIds> shapes = new ArrayList<>();
            values.forEach((value, segments) -> shapes.add(ValueWithServiceIds.builder()
                    .annotationValue(shape(value))
                    .serviceIds(services(segments, account))
                    .build()));
            all.put(key, shapes);
        });
        return all;
    }

    private static AnnotationValue shape(Object value) {
        var shape = AnnotationValue.builder();
        return switch (value) {
            case Double number -> shape.numberValue(number).build();
            case Boolean flag -> shape.booleanValue(flag).build();
            default -> shape.stringValue(value.toString()).build();
        };
    }

    private static List<ServiceId> services(Set<TraceSegment> segments, String account) {
        return segments.stream()
                .map(segment -> ServiceName.of(segment, account))
                .distinct()
                .map(ServiceName::shape)
                .toList();
    }

    private static List<TraceUser> users(TraceTree tree, String account) {
        Map<String, Set<TraceSegment>> users = new LinkedHashMap<>();
        tree.segments()
                .forEach(segment -> segment.text("user")
                        .ifPresent(user -> users.computeIfAbsent(user, u -> new LinkedHashSet<>())
                                .add(segment)));
        return users.entrySet().stream()
                .map(user -> TraceUser.builder()
                        .userName(user.getKey())
                        .serviceIds(services(user.getValue(), account))
                        .build())
                .toList();
    }
}
