package samara.template;

/// Writes nodes as YAML in block style, intrinsics in their long form. What is read back by [TemplateReader] is equal.
public final class YamlWriter {
    private static final int INDENT = 2;

    private final StringBuilder out = new StringBuilder();

    private YamlWriter() {}

    /// The document, with a line end at its end.
    public static String write(Node node) {
        var writer = new YamlWriter();
        writer.node(node, 0);
        if (writer.out.isEmpty() || writer.out.charAt(writer.out.length() - 1) != '\n') {
            writer.out.append('\n');
        }
        return writer.out.toString();
    }

    private void node(Node node, int level) {
        switch (node) {
            case ObjectNode object -> object(object, level);
            case ListNode list -> list(list, level);
            case StringNode string -> text(string.value(), level);
            case NumberNode number -> number(number);
            case BooleanNode bool -> out.append(bool.value());
            case NullNode none -> out.append("null");
        }
    }

    private void object(ObjectNode object, int level) {
        if (object.isEmpty()) {
            out.append("{}");
            return;
        }
        boolean isFirst = true;
        for (var member : object.members().entrySet()) {
            if (!isFirst) {
                out.repeat(' ', level * INDENT);
            }
            isFirst = false;
            name(member.getKey());
            out.append(':');
            value(member.getValue().value(), level);
        }
    }

    private void value(Node value, int level) {
        if (value instanceof ObjectNode object && !object.isEmpty()) {
            out.append('\n').repeat(' ', (level + 1) * INDENT);
            object(object, level + 1);
        } else if (value instanceof ListNode list && !list.isEmpty()) {
            out.append('\n').repeat(' ', level * INDENT);
            list(list, level);
        } else {
            out.append(' ');
            node(value, level + 1);
            endLine();
        }
    }

    private void list(ListNode list, int level) {
        if (list.isEmpty()) {
            out.append("[]");
            return;
        }
        boolean isFirst = true;
        for (Node element : list.elements()) {
            if (!isFirst) {
                out.repeat(' ', level * INDENT);
            }
            isFirst = false;
            out.append("- ");
            node(element, level + 1);
            endLine();
        }
    }

    private void endLine() {
        if (out.charAt(out.length() - 1) != '\n') {
            out.append('\n');
        }
    }

    /// A literal that YAML 1.1 would read as text, such as `1e3`, is written out.
    private void number(NumberNode number) {
        boolean isRead = YamlScalars.resolve(number.literal(), number.span()).equals(number);
        out.append(isRead ? number.literal() : number.value().toPlainString());
    }

    private void name(String name) {
        out.append(isPlain(name) ? name : JsonWriter.quoted(name));
    }

    private void text(String text, int level) {
        if (isBlock(text)) {
            out.append(text.endsWith("\n") ? "|" : "|-");
            for (String line : text.stripTrailing().split("\n", -1)) {
                out.append('\n')
                        .repeat(' ', line.isEmpty() ? 0 : level * INDENT)
                        .append(line);
            }
            out.append('\n');
        } else {
            out.append(isPlain(text) ? text : JsonWriter.quoted(text));
        }
    }

    /// Text that a literal block holds unchanged.
    private static boolean isBlock(String text) {
        String end = text.substring(text.stripTrailing().length());
        return text.stripTrailing().indexOf('\n') > 0
                && (end.isEmpty() || end.equals("\n"))
                && !text.startsWith(" ")
                && !text.startsWith("\n")
                && text.chars().allMatch(c -> c == '\n' || c >= ' ' && c < 0x7f)
                && text.lines().noneMatch(line -> !line.isEmpty() && line.isBlank());
    }

    private static boolean isPlain(String text) {
        return text.matches("[A-Za-z0-9_./][A-Za-z0-9_./@+ -]*(?:::?[A-Za-z0-9_./@+ -]+)*")
                && !text.endsWith(" ")
                && !text.contains(": ")
                && YamlScalars.resolve(text, Span.outside("")) instanceof StringNode
                && YamlScalars.surprise(text, Span.outside("")).isEmpty();
    }
}
