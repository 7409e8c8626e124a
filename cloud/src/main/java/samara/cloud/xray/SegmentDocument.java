package samara.cloud.xray;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import samara.cloud.kernel.Json;
import samara.template.BooleanNode;
import samara.template.Node;
import samara.template.NumberNode;
import samara.template.ObjectNode;

/// A segment, or a subsegment that is sent on its own, as a client wrote it.
/// [The format](https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html).
///
/// @param end nothing while it is in progress
/// @param text the document as it came
record SegmentDocument(
        String traceId,
        String id,
        Optional<String> parentId,
        boolean isSubsegment,
        double start,
        Optional<Double> end,
        String text) {
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{16}");
    private static final Pattern TRACE_ID = Pattern.compile("1-[0-9a-fA-F]{8}-[0-9a-fA-F]{24}");
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}\\p{Z}_.:/%&#=+\\\\\\-@]+");
    /// The year 5138: nobody means it, and milliseconds in place of seconds are found out.
    private static final double LATEST = 1e11;

    /// Reads and checks a document.
    static SegmentDocument of(String text) throws InvalidSegmentException {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > XrayLimits.SEGMENT_BYTES) {
            throw new InvalidSegmentException(
                    Optional.empty(),
                    "SegmentTooLarge",
                    "The document has " + bytes + " bytes; " + XrayLimits.SEGMENT_BYTES + " are allowed.");
        }
        Node node;
        try {
            node = Json.parse(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidSegmentException(
                    Optional.empty(),
                    "ParseError",
                    "The document is not JSON: "
                            + String.valueOf(e.getMessage()).replaceFirst("\\.?$", "."));
        }
        if (!(node instanceof ObjectNode object)) {
            throw new InvalidSegmentException(
                    Optional.empty(), "ParseError", "The document is a " + node.kind() + ", not an object.");
        }
        var fields = new Fields(object.string("id"), object);
        boolean sub = object.string("type").filter("subsegment"::equals).isPresent();
        if (object.has("type")
                && !sub
                && object.string("type").filter("segment"::equals).isEmpty()) {
            throw fields.invalid("type", "is `segment` or `subsegment`");
        }
        String id = fields.text("id", ID, "is 16 hexadecimal digits");
        String traceId = fields.text("trace_id", TRACE_ID, "is `1-`, 8 hexadecimal digits, `-` and 24 of them");
        fields.timed(sub);
        Optional<String> parent = fields.parent(sub);
        return new SegmentDocument(traceId, id, parent, sub, fields.seconds("start_time"), fields.end(), text);
    }

    /// Whether a text has the form of a trace's id.
    static boolean isTraceId(String text) {
        return TRACE_ID.matcher(text).matches();
    }

    /// The members of a document, or of a subsegment in it.
    ///
    /// @param id the document's
    private record Fields(Optional<String> id, ObjectNode object) {

        InvalidSegmentException invalid(String member, String rule) {
            return new InvalidSegmentException(id, "InvalidParameter", "`" + member + "` " + rule + ".");
        }

        InvalidSegmentException missing(String member) {
            return new InvalidSegmentException(id, "MissingParameter", "`" + member + "` is missing.");
        }

        String text(String member, Pattern form, String rule) throws InvalidSegmentException {
            if (!object.has(member)) {
                throw missing(member);
            }
            return object.string(member)
                    .filter(value -> form.matcher(value).matches())
                    .orElseThrow(() -> invalid(member, rule));
        }

        /// Names and times, of all embedded subsegments, too.
        void timed(boolean sub) throws InvalidSegmentException {
            String name = text("name", NAME, "is letters, digits, white space and `_.:/%&#=+\\-@`");
            if (name.length() > XrayLimits.NAME && !sub) {
                throw invalid("name", "has at most " + XrayLimits.NAME + " characters");
            }
            double start = seconds("start_time");
            Optional<Double> end = end();
            if (end.isPresent() && end.get() < start) {
                throw invalid("end_time", "is before `start_time`");
            }
            for (String member : new String[] {"http", "aws", "annotations", "metadata"}) {
                if (object.has(member) && object.object(member).isEmpty()) {
                    throw invalid(member, "is an object");
                }
            }
            Optional<Node> children = object.get("subsegments");
            if (children.isPresent()) {
                for (Node child : children.get().asList().orElseThrow(() -> invalid("subsegments", "is a list"))) {
                    var fields = new Fields(
                            id, child.asObject().orElseThrow(() -> invalid("subsegments", "is a list of objects")));
                    fields.text("id", ID, "is 16 hexadecimal digits");
                    fields.timed(true);
                }
            }
        }

        Optional<String> parent(boolean sub) throws InvalidSegmentException {
            if (!object.has("parent_id")) {
                if (sub) {
                    throw missing("parent_id");
                }
                return Optional.empty();
            }
            return Optional.of(text("parent_id", ID, "is 16 hexadecimal digits"));
        }

        double seconds(String member) throws InvalidSegmentException {
            if (!object.has(member)) {
                throw missing(member);
            }
            return object.get(member)
                    .filter(NumberNode.class::isInstance)
                    .map(node -> ((NumberNode) node).value().doubleValue())
                    .filter(value -> value >= 0 && value < LATEST)
                    .orElseThrow(() -> invalid(member, "is a number of seconds since 1970"));
        }

        Optional<Double> end() throws InvalidSegmentException {
            boolean inProgress = object.get("in_progress")
                    .filter(node -> node instanceof BooleanNode flag && flag.value())
                    .isPresent();
            if (inProgress) {
                return Optional.empty();
            }
            return Optional.of(seconds("end_time"));
        }
    }
}
