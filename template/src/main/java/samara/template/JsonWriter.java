package samara.template;

/// Writes nodes as JSON. Members keep their order, numbers their literal, and everything but controls, quotes and
/// backslashes its character.
public final class JsonWriter {
    private static final String HEX = "0123456789abcdef";
    private static final int INDENT = 2;

    private final StringBuilder out = new StringBuilder();
    private final boolean isIndented;

    private JsonWriter(boolean isIndented) {
        this.isIndented = isIndented;
    }

    /// JSON on one line without spaces.
    public static String compact(Node node) {
        var writer = new JsonWriter(false);
        writer.write(node, 0);
        return writer.out.toString();
    }

    /// JSON by two spaces a level, without a line end at its end.
    public static String indented(Node node) {
        var writer = new JsonWriter(true);
        writer.write(node, 0);
        return writer.out.toString();
    }

    /// A string as JSON writes it, with its quotes.
    public static String quoted(String text) {
        var writer = new JsonWriter(false);
        writer.string(text);
        return writer.out.toString();
    }

    private void write(Node node, int level) {
        switch (node) {
            case ObjectNode object -> object(object, level);
            case ListNode list -> list(list, level);
            case StringNode string -> string(string.value());
            case NumberNode number -> out.append(number.literal());
            case BooleanNode bool -> out.append(bool.value());
            case NullNode none -> out.append("null");
        }
    }

    private void object(ObjectNode object, int level) {
        if (object.isEmpty()) {
            out.append("{}");
            return;
        }
        out.append('{');
        boolean isFirst = true;
        for (var member : object.members().entrySet()) {
            separate(isFirst, level + 1);
            isFirst = false;
            string(member.getKey());
            out.append(isIndented ? ": " : ":");
            write(member.getValue().value(), level + 1);
        }
        line(level);
        out.append('}');
    }

    private void list(ListNode list, int level) {
        if (list.isEmpty()) {
            out.append("[]");
            return;
        }
        out.append('[');
        boolean isFirst = true;
        for (Node element : list.elements()) {
            separate(isFirst, level + 1);
            isFirst = false;
            write(element, level + 1);
        }
        line(level);
        out.append(']');
    }

    private void separate(boolean isFirst, int level) {
        if (!isFirst) {
            out.append(',');
        }
        line(level);
    }

    private void line(int level) {
        if (isIndented) {
            out.append('\n').repeat(' ', level * INDENT);
        }
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default -> {
                    if (c < ' ' || c == 0x7f || Character.isSurrogate(c) && !isPaired(text, i)) {
                        escape(c);
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private static boolean isPaired(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }

    private void escape(char c) {
        out.append("\\u")
                .append(HEX.charAt(c >> 12))
                .append(HEX.charAt(c >> 8 & 15))
                .append(HEX.charAt(c >> 4 & 15))
                .append(HEX.charAt(c & 15));
    }
}
