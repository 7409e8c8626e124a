package samara.cloud.trace;

import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import samara.cloud.kernel.Kernel;

/// `X-Amzn-Trace-Id`: which trace a request is part of, who sent it, and whether it is traced.
///
/// See <https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader>.
///
/// @param root the trace's id, `1-`, the seconds since 1970 in 8 hexadecimal digits, `-`, 24 random ones
/// @param parent the segment of the sender, 16 hexadecimal digits
/// @param sampled nothing where nobody has decided yet
public record TraceHeader(String root, Optional<String> parent, Optional<Boolean> sampled) {
    private static final Pattern ROOT = Pattern.compile("1-[0-9a-fA-F]{8}-[0-9a-fA-F]{24}");
    private static final Pattern SEGMENT = Pattern.compile("[0-9a-fA-F]{16}");

    /// What a header says. One without a good root says nothing; other parts than the three are passed over.
    public static Optional<TraceHeader> of(String text) {
        Optional<String> root = Optional.empty();
        Optional<String> parent = Optional.empty();
        Optional<Boolean> sampled = Optional.empty();
        for (String part : text.split(";", -1)) {
            String trimmed = part.strip();
            if (trimmed.startsWith("Root=")) {
                root = matching(ROOT, trimmed.substring("Root=".length()));
            } else if (trimmed.startsWith("Parent=")) {
                parent = matching(SEGMENT, trimmed.substring("Parent=".length()));
            } else if (trimmed.equals("Sampled=1") || trimmed.equals("Sampled=0")) {
                sampled = Optional.of(trimmed.endsWith("1"));
            }
        }
        if (root.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new TraceHeader(root.get(), parent, sampled));
    }

    /// What came with a request, or a trace that begins here.
    public static TraceHeader orNew(Optional<String> text, Kernel kernel) {
        return text.flatMap(TraceHeader::of)
                .orElseGet(() -> new TraceHeader(root(kernel), Optional.empty(), Optional.empty()));
    }

    private static Optional<String> matching(Pattern form, String text) {
        return form.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }

    /// A new trace's id.
    private static String root(Kernel kernel) {
        String digits = kernel.ids().uuid().replace("-", "");
        return "1-" + HexFormat.of().toHexDigits((int) kernel.clock().now().getEpochSecond()) + "-"
                + digits.substring(0, 24);
    }

    /// A new segment's id.
    public static String segmentId(Kernel kernel) {
        String uuid = kernel.ids().uuid();
        return uuid.substring(0, 8) + uuid.substring(24, 32);
    }

    /// The same from another sender, when it was decided.
    public TraceHeader from(String segment, boolean isSampled) {
        return new TraceHeader(root, Optional.of(segment), Optional.of(isSampled));
    }

    /// The header's text.
    public String text() {
        return "Root=" + root + parent.map(id -> ";Parent=" + id).orElse("")
                + sampled.map(is -> ";Sampled=" + (is ? "1" : "0")).orElse("");
    }
}
