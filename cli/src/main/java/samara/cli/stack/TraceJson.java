package samara.cli.stack;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import samara.cli.aws.TraceTail.Graph;
import samara.cli.terminal.JsonText;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.xray.model.Segment;
import software.amazon.awssdk.services.xray.model.Trace;

/// Traces and service maps as `sam traces --output json` prints them: what the API answers, a line each, with segments
/// as objects in place of their texts, and times in ISO 8601.
final class TraceJson {
    private TraceJson() {}

    static String of(Trace trace) {
        var segments = new StringJoiner(", ", "[", "]");
        for (Segment segment : trace.segments()) {
            segments.add(segment.document());
        }
        return "{\"Id\": " + JsonText.quoted(trace.id()) + ", \"Duration\": " + value(trace.duration())
                + ", \"LimitExceeded\": " + value(Boolean.TRUE.equals(trace.limitExceeded())) + ", \"Segments\": "
                + segments + "}";
    }

    static String of(Graph graph) {
        return "{\"StartTime\": " + value(graph.start()) + ", \"EndTime\": " + value(graph.end()) + ", \"Services\": "
                + value(graph.services()) + "}";
    }

    private static String value(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case SdkPojo shape -> object(shape);
            case Instant time -> JsonText.quoted(time.toString());
            case Boolean flag -> flag.toString();
            case Number number -> number.toString();
            case Collection<?> list -> {
                var all = new StringJoiner(", ", "[", "]");
                list.forEach(one -> all.add(value(one)));
                yield all.toString();
            }
            case Map<?, ?> map -> {
                var all = new StringJoiner(", ", "{", "}");
                map.forEach((key, one) -> all.add(JsonText.quoted(String.valueOf(key)) + ": " + value(one)));
                yield all.toString();
            }
            default -> JsonText.quoted(value.toString());
        };
    }

    /// The members that are set, under the API's names.
    private static String object(SdkPojo shape) {
        var members = new StringJoiner(", ", "{", "}");
        shape.sdkFields().forEach(field -> {
            Object value = field.getValueOrDefault(shape);
            if (value != null) {
                members.add(JsonText.quoted(field.locationName()) + ": " + value(value));
            }
        });
        return members.toString();
    }
}
