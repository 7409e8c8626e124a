package samara.cli.stack;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import samara.cli.aws.TraceTail.Graph;
import samara.cli.command.UserException;
import samara.cloud.kernel.Json;
import samara.template.Node;
import samara.template.NumberNode;
import samara.template.ObjectNode;
import software.amazon.awssdk.services.xray.model.Edge;
import software.amazon.awssdk.services.xray.model.Segment;
import software.amazon.awssdk.services.xray.model.Service;
import software.amazon.awssdk.services.xray.model.ServiceStatistics;
import software.amazon.awssdk.services.xray.model.Trace;

/// Traces and service maps as `sam traces` shows them to people.
final class TraceText {
    private TraceText() {}

    /// A trace: a line about it, and a line a segment and subsegment, indented by how deep it is.
    ///
    /// @param revision nothing where the trace was asked for by its id
    static List<String> of(Trace trace, Optional<Integer> revision) {
        List<String> lines = new ArrayList<>();
        List<ObjectNode> segments = trace.segments().stream()
                .map(TraceText::document)
                .sorted((one, other) -> start(one).compareTo(start(other)))
                .toList();
        BigDecimal end = segments.stream().map(TraceText::latest).reduce(BigDecimal.ZERO, BigDecimal::max);
        lines.add("");
        lines.add("XRay Event"
                + revision.map(number -> " [revision " + number + "]").orElse("") + " at (" + time(end) + ") with id ("
                + trace.id() + ") and duration (" + seconds(trace.duration()) + "s)");
        segments.forEach(segment -> add(segment, 0, lines));
        return lines;
    }

    private static void add(ObjectNode segment, int level, List<String> lines) {
        BigDecimal start = start(segment);
        String status = segment.object("http")
                .flatMap(http -> http.object("response"))
                .flatMap(response -> response.get("status"))
                .flatMap(Node::asText)
                .map(text -> " [HTTP: " + text + "]")
                .orElse("");
        double length =
                number(segment, "end_time").orElse(start).subtract(start).doubleValue();
        lines.add("  ".repeat(level) + " - " + seconds(length) + "s - "
                + segment.string("name").orElse("") + status);
        children(segment).forEach(child -> add(child, level + 1, lines));
    }

    private static List<ObjectNode> children(ObjectNode segment) {
        return segment.get("subsegments").flatMap(Node::asList).orElse(List.of()).stream()
                .flatMap(child -> child.asObject().stream())
                .sorted((one, other) -> start(one).compareTo(start(other)))
                .toList();
    }

    private static BigDecimal latest(ObjectNode segment) {
        BigDecimal own = number(segment, "end_time").orElse(BigDecimal.ZERO);
        return children(segment).stream().map(TraceText::latest).reduce(own, BigDecimal::max);
    }

    private static BigDecimal start(ObjectNode segment) {
        return number(segment, "start_time").orElse(BigDecimal.ZERO);
    }

    private static Optional<BigDecimal> number(ObjectNode segment, String member) {
        return segment.get(member).filter(NumberNode.class::isInstance).map(node -> ((NumberNode) node).value());
    }

    private static ObjectNode document(Segment segment) {
        try {
            return Json.parse(segment.document()).asObject().orElseThrow(() -> unreadable(segment));
        } catch (IllegalArgumentException e) {
            throw unreadable(segment);
        }
    }

    private static UserException unreadable(Segment segment) {
        return new UserException("X-Ray's segment `" + segment.id() + "` is not a JSON object.");
    }

    /// A service map: two lines about its time, and some a service.
    static List<String> of(Graph graph) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("New XRay Service Graph");
        lines.add("  Start time: " + graph.start());
        lines.add("  End time: " + graph.end());
        graph.services().forEach(service -> add(service, lines));
        return lines;
    }

    private static void add(Service service, List<String> lines) {
        lines.add("  Reference Id: " + service.referenceId()
                + (Boolean.TRUE.equals(service.root()) ? " - (Root) " : " - ")
                + Objects.requireNonNullElse(service.type(), "None") + " - " + service.name() + " - Edges: "
                + service.edges().stream().map(Edge::referenceId).toList());
        Optional<ServiceStatistics> counted = Optional.ofNullable(service.summaryStatistics());
        lines.add("   Summary_statistics:");
        lines.add("     - total requests: "
                + counted.map(all -> orNone(all.totalCount())).orElse(0L));
        lines.add("     - ok count(2XX): "
                + counted.map(all -> orNone(all.okCount())).orElse(0L));
        lines.add("     - error count(4XX): "
                + counted.flatMap(all -> Optional.ofNullable(all.errorStatistics()))
                        .map(errors -> orNone(errors.totalCount()))
                        .orElse(0L));
        lines.add("     - fault count(5XX): "
                + counted.flatMap(all -> Optional.ofNullable(all.faultStatistics()))
                        .map(faults -> orNone(faults.totalCount()))
                        .orElse(0L));
        lines.add("     - total response time: "
                + counted.flatMap(all -> Optional.ofNullable(all.totalResponseTime()))
                        .map(TraceText::plain)
                        .orElse("0"));
    }

    private static long orNone(@Nullable Long count) {
        return count == null ? 0 : count;
    }

    private static String plain(double seconds) {
        return BigDecimal.valueOf(Math.round(seconds * 1_000_000), 6)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String seconds(@Nullable Double seconds) {
        return String.format(Locale.ROOT, "%.3f", seconds == null ? 0 : seconds);
    }

    /// UTC without a zone, as `sam` writes it.
    private static String time(BigDecimal seconds) {
        long micros = seconds.movePointRight(6).longValue();
        return LocalDateTime.ofInstant(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), ZoneOffset.UTC)
                .toString();
    }
}
