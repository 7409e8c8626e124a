package samara.cloud.xray;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import samara.cloud.kernel.Json;
import samara.template.BooleanNode;
import samara.template.ObjectNode;
import samara.template.StringNode;

/// A trace as it is shown: subsegments that were sent on their own are in their segments, and what a segment called
/// that sent no segment itself (a table, another's HTTP endpoint) has an inferred one.
final class TraceTree {
    private final StoredTrace trace;
    private final List<TraceSegment> segments = new ArrayList<>();
    /// The segment that each segment's and subsegment's id is in.
    private final Map<String, TraceSegment> owners = new LinkedHashMap<>();
    private boolean incomplete;

    private TraceTree(StoredTrace trace) {
        this.trace = trace;
    }

    static TraceTree of(StoredTrace trace, List<StoredSegment> stored) {
        var tree = new TraceTree(trace);
        Map<String, TraceSegment> known = new LinkedHashMap<>();
        List<TraceSegment> apart = new ArrayList<>();
        for (StoredSegment one : stored) {
            ObjectNode document = Json.parse(one.document()).asObject().orElseThrow();
            var segment = TraceSegment.of(document);
            segment.all().forEach(part -> known.putIfAbsent(part.id(), part));
            (one.isSubsegment() ? apart : tree.segments).add(segment);
        }
        apart.sort(Comparator.comparingDouble(TraceSegment::start));
        tree.attach(apart, known);
        tree.segments.forEach(segment -> segment.all().forEach(part -> tree.owners.putIfAbsent(part.id(), segment)));
        tree.infer();
        tree.segments.sort(Comparator.comparingDouble(TraceSegment::start).thenComparingInt(tree::depth));
        return tree;
    }

    /// How many segments are above one; callers come first where two start at once.
    private int depth(TraceSegment segment) {
        int depth = 0;
        for (var above = caller(segment); above.isPresent() && depth < segments.size(); above = caller(above.get())) {
            depth++;
        }
        return depth;
    }

    /// Puts subsegments to their parents. One whose parent is not there, or which is its own descendant, stands alone.
    private void attach(List<TraceSegment> apart, Map<String, TraceSegment> known) {
        for (TraceSegment sub : apart) {
            TraceSegment parent = known.get(sub.parentId().orElse(""));
            if (parent == null || sub.all().contains(parent)) {
                incomplete = true;
                segments.add(sub);
            } else {
                parent.add(sub);
            }
        }
    }

    private void infer() {
        Set<String> called = new LinkedHashSet<>();
        segments.forEach(segment -> segment.parentId().ifPresent(called::add));
        List<TraceSegment> inferred = new ArrayList<>();
        for (TraceSegment segment : segments) {
            for (TraceSegment part : segment.all()) {
                if (isOutside(part) && !called.contains(part.id())) {
                    inferred.add(inferred(part));
                }
            }
        }
        inferred.forEach(segment -> owners.putIfAbsent(segment.id(), segment));
        segments.addAll(inferred);
    }

    /// Whether a subsegment is about a call of something else; X-Ray SDKs call their own code `local`.
    private static boolean isOutside(TraceSegment part) {
        return part.text("namespace")
                .filter(namespace -> namespace.equals("aws") || namespace.equals("remote"))
                .isPresent();
    }

    private TraceSegment inferred(TraceSegment call) {
        ObjectNode from = call.document();
        var made = ObjectNode.builder(from.span());
        made.put("id", HexFormat.of().toHexDigits(mixed(call.id())));
        made.put("trace_id", trace.id());
        made.put("parent_id", call.id());
        made.put("inferred", new BooleanNode(true, from.span()));
        for (String member : List.of(
                "start_time", "end_time", "in_progress", "http", "aws", "error", "throttle", "fault", "cause")) {
            made.put(member, from.get(member));
        }
        String name = call.name();
        if (call.text("namespace").filter("aws"::equals).isPresent()) {
            Optional<String> table = call.object("aws").flatMap(aws -> aws.string("table_name"));
            made.put("origin", origin(name, table.isPresent()));
            name = table.or(() -> call.object("aws").flatMap(aws -> aws.string("function_name")))
                    .orElse(name);
        }
        return TraceSegment.of(
                made.put("name", new StringNode(name, from.span())).build());
    }

    private static String origin(String service, boolean table) {
        return switch (service) {
            case "DynamoDB", "dynamodb" -> table ? "AWS::DynamoDB::Table" : "AWS::DynamoDB";
            case "SQS", "sqs" -> "AWS::SQS::Queue";
            case "SNS", "sns" -> "AWS::SNS";
            case "S3", "s3" -> "AWS::S3::Bucket";
            case "lambda" -> "AWS::Lambda";
            default -> "AWS::" + service;
        };
    }

    /// An id that is the same at each reading: the call's, mixed, as two segments must not share one.
    private static long mixed(String id) {
        long mixed = HexFormat.fromHexDigitsToLong(id) * 0x9e3779b97f4a7c15L;
        return mixed ^ mixed >>> 29;
    }

    StoredTrace trace() {
        return trace;
    }

    /// All segments in the order of their starts.
    List<TraceSegment> segments() {
        return segments;
    }

    /// All segments and subsegments.
    List<TraceSegment> parts() {
        return segments.stream().flatMap(segment -> segment.all().stream()).toList();
    }

    /// The segment that a request came in by: the first that nobody of this trace called.
    Optional<TraceSegment> root() {
        return segments.stream()
                .filter(segment -> caller(segment).isEmpty())
                .findFirst()
                .or(() -> segments.stream().findFirst());
    }

    /// The segment that called a segment.
    Optional<TraceSegment> caller(TraceSegment segment) {
        return segment.parentId()
                .flatMap(parent -> Optional.ofNullable(owners.get(parent)))
                .filter(owner -> owner != segment);
    }

    /// Whether something is still to come.
    boolean isPartial() {
        return incomplete || parts().stream().anyMatch(part -> part.isOn("in_progress"));
    }

    /// From the first start to the last end, in seconds.
    double duration() {
        return (trace.endMillis() - trace.startMillis()) / 1000.0;
    }
}
