package samara.cloud.xray;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import samara.template.BooleanNode;
import samara.template.Node;
import samara.template.NumberNode;
import samara.template.StringNode;

/// What was said of a trace for searching: keys with `String`, `Double` or `Boolean` values, and the segments that say
/// so. The first fifty count.
record Annotations(Map<String, Map<Object, Set<TraceSegment>>> values) {

    static Annotations of(Iterable<TraceSegment> segments) {
        Map<String, Map<Object, Set<TraceSegment>>> values = new LinkedHashMap<>();
        int count = 0;
        for (TraceSegment segment : segments) {
            for (TraceSegment part : segment.all()) {
                var own = part.object("annotations");
                if (own.isEmpty()) {
                    continue;
                }
                for (var member : own.get().members().entrySet()) {
                    Object value = value(member.getValue().value());
                    if (value != null && count < XrayLimits.ANNOTATIONS) {
                        count++;
                        values.computeIfAbsent(member.getKey(), key -> new LinkedHashMap<>())
                                .computeIfAbsent(value, v -> new LinkedHashSet<>())
                                .add(segment);
                    }
                }
            }
        }
        return new Annotations(values);
    }

    private static @org.jspecify.annotations.Nullable Object value(Node node) {
        return switch (node) {
            case StringNode text -> text.value();
            case NumberNode number -> number.value().doubleValue();
            case BooleanNode flag -> flag.value();
            default -> null;
        };
    }

    Set<Object> of(String key) {
        return values.getOrDefault(key, Map.of()).keySet();
    }
}
