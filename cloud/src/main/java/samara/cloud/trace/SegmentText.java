package samara.cloud.trace;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import samara.gateway.json.Json;

/// Makes the documents of segments that services write.
public final class SegmentText {
    private static final int LONGEST_NAME = 200;
    private static final int THROTTLED = 429;

    private SegmentText() {}

    /// The members that all segments and subsegments begin with; more are put to them.
    public static Map<String, Object> of(String id, String name, Instant start, Instant end) {
        Map<String, Object> segment = new LinkedHashMap<>();
        segment.put("id", id);
        segment.put("name", name(name));
        segment.put("start_time", seconds(start));
        segment.put("end_time", seconds(end.isBefore(start) ? start : end));
        return segment;
    }

    /// A segment's first members.
    public static Map<String, Object> of(TraceHeader header, String id, String name, Instant start, Instant end) {
        Map<String, Object> segment = of(id, name, start, end);
        segment.put("trace_id", header.root());
        header.parent().ifPresent(parent -> segment.put("parent_id", parent));
        return segment;
    }

    /// An answer, and whether it is a fault, an error, or one by too many requests.
    public static void answered(Map<String, Object> segment, int status, Optional<Long> bytes) {
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("status", status);
        bytes.ifPresent(length -> response.put("content_length", length));
        http(segment).put("response", response);
        if (status >= 500) {
            segment.put("fault", true);
        } else if (status >= 400) {
            segment.put("error", true);
        }
        if (status == THROTTLED) {
            segment.put("throttle", true);
        }
    }

    /// The part of a segment about HTTP, which is made if it is not there.
    @SuppressWarnings("unchecked") // only this puts `http`
    public static Map<String, Object> http(Map<String, Object> segment) {
        return (Map<String, Object>) segment.computeIfAbsent("http", key -> new LinkedHashMap<String, Object>());
    }

    /// The document.
    public static String text(Map<String, Object> segment) {
        return Json.text(segment);
    }

    /// A name without what segments' names may not have.
    private static String name(String name) {
        String allowed = name.replaceAll("[^\\p{L}\\p{N}\\p{Z}_.:/%&#=+\\\\\\-@]", "_");
        return allowed.isEmpty() ? "_" : allowed.substring(0, Math.min(LONGEST_NAME, allowed.length()));
    }

    private static BigDecimal seconds(Instant time) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, time);
        return BigDecimal.valueOf(micros, 6);
    }
}
