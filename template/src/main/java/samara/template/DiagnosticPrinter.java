package samara.template;

import java.util.Optional;
import java.util.function.Function;

/// Says a [Diagnostic] to people: what and where on one line, the source line with a caret under the place, the hint.
///
/// ```
/// template.yaml:14:7: error: The property `Handlr` is not known.
///    14 |       Handlr: app.handler
///       |       ^^^^^^
///       Did you mean `Handler`?
/// ```
public final class DiagnosticPrinter {
    private static final int MAX_LINE = 160;

    private final Function<String, Optional<String>> sources;
    private final boolean isColoured;

    /// @param sources the text of a file by the name that spans carry; empty where it cannot be shown
    public DiagnosticPrinter(Function<String, Optional<String>> sources, boolean isColoured) {
        this.sources = sources;
        this.isColoured = isColoured;
    }

    /// The lines of one diagnostic, each with its line end.
    public String print(Diagnostic diagnostic) {
        var out = new StringBuilder();
        String style = switch (diagnostic.severity()) {
            case ERROR -> "1;31";
            case WARNING -> "1;33";
            case INFO -> "1;36";
        };
        out.append(styled("1", diagnostic.span() + ":")).append(' ');
        out.append(styled(style, diagnostic.severity().word() + ":")).append(' ');
        diagnostic.resourceId().ifPresent(id -> out.append(about(id, diagnostic)));
        out.append(diagnostic.message()).append('\n');
        sourceLine(diagnostic.span()).ifPresent(line -> excerpt(out, line, diagnostic.span()));
        diagnostic
                .hint()
                .ifPresent(
                        hint -> out.append("      ").append(styled("36", hint)).append('\n'));
        return out.toString();
    }

    /// The lines of several, in their order.
    public String print(Iterable<Diagnostic> diagnostics) {
        var out = new StringBuilder();
        diagnostics.forEach(diagnostic -> out.append(print(diagnostic)));
        return out.toString();
    }

    /// The diagnostic as `--output json` gives it; what there is not is null.
    public static ObjectNode json(Diagnostic diagnostic) {
        Span place = diagnostic.span();
        return ObjectNode.builder(place)
                .put("code", diagnostic.code())
                .put("message", diagnostic.message())
                .put("file", place.file())
                .put("line", place.isLocated() ? NumberNode.of(place.line(), place) : new NullNode(place))
                .put("column", place.isLocated() ? NumberNode.of(place.column(), place) : new NullNode(place))
                .put("resourceId", orNull(diagnostic.resourceId(), place))
                .put("eventId", orNull(diagnostic.eventId(), place))
                .put("hint", orNull(diagnostic.hint(), place))
                .build();
    }

    private static Node orNull(Optional<String> text, Span place) {
        return text.<Node>map(value -> new StringNode(value, place)).orElseGet(() -> new NullNode(place));
    }

    private static String about(String resourceId, Diagnostic diagnostic) {
        if (diagnostic.message().contains("`" + resourceId + "`")) {
            return "";
        }
        return resourceId + diagnostic.eventId().map(event -> "." + event).orElse("") + ": ";
    }

    private Optional<String> sourceLine(Span span) {
        if (!span.isLocated()) {
            return Optional.empty();
        }
        return sources.apply(span.file())
                .flatMap(text -> text.lines().skip(span.line() - 1L).findFirst());
    }

    private void excerpt(StringBuilder out, String line, Span span) {
        String shown = line.length() > MAX_LINE ? line.substring(0, MAX_LINE) + "…" : line;
        int from = span.column() - 1;
        if (from > shown.length()) {
            return;
        }
        int end = span.endLine() == span.line()
                ? span.endColumn() - 1
                : line.stripTrailing().length();
        int width = Math.max(1, Math.min(end, shown.length()) - from);
        String number = String.valueOf(span.line());
        String margin = " ".repeat(Math.max(0, 5 - number.length()));
        out.append(margin)
                .append(styled("2", number + " |"))
                .append(' ')
                .append(shown.replace('\t', ' '))
                .append('\n');
        out.append("      ").append(styled("2", "|")).append(' ').repeat(' ', from);
        out.append(styled("1;31", "^".repeat(width))).append('\n');
    }

    private String styled(String style, String text) {
        return isColoured ? "\u001b[" + style + "m" + text + "\u001b[0m" : text;
    }
}
