package samara.transform.draft;

import java.util.Comparator;
import java.util.List;

/// Prints values as Python does, because the ids of generated resources are hashes of such text: `str(value)` for API
/// deployments, `json.dumps` for everything else. See <https://docs.python.org/3/library/json.html#json.dumps>.
public final class PythonText {
    private static final Comparator<DraftObject.Member> BY_NAME =
            Comparator.comparing(member -> member.name().value(), PythonText::compareCodePoints);

    private final StringBuilder out = new StringBuilder();

    private PythonText() {}

    /// `json.dumps(value, separators=(",", ":"), sort_keys=True)`.
    public static String compactJson(Draft value) {
        PythonText text = new PythonText();
        text.json(value, new JsonStyle(",", ":", true, 0), 0);
        return text.out.toString();
    }

    /// `json.dumps(value)`.
    public static String json(Draft value) {
        PythonText text = new PythonText();
        text.json(value, new JsonStyle(", ", ": ", false, 0), 0);
        return text.out.toString();
    }

    /// `json.dumps(value, sort_keys=True, indent=4, separators=(",", ": "))`.
    public static String indentedJson(Draft value) {
        PythonText text = new PythonText();
        text.json(value, new JsonStyle(",", ": ", true, 4), 0);
        return text.out.toString();
    }

    /// `str(value)`.
    public static String str(Draft value) {
        if (value instanceof DraftText own) {
            return own.value();
        }
        PythonText text = new PythonText();
        text.repr(value);
        return text.out.toString();
    }

    private record JsonStyle(String comma, String colon, boolean sorted, int indent) {}

    private void json(Draft value, JsonStyle style, int depth) {
        switch (value) {
            case DraftObject object -> jsonObject(object, style, depth);
            case DraftList list -> jsonList(list, style, depth);
            case DraftText string -> jsonString(string.value());
            case DraftNumber number -> out.append(number(number));
            case DraftBoolean bool -> out.append(bool.value());
            case Nothing nothing -> out.append("null");
        }
    }

    private void jsonObject(DraftObject object, JsonStyle style, int depth) {
        List<DraftObject.Member> members = object.members();
        if (style.sorted()) {
            members.sort(BY_NAME);
        }
        out.append('{');
        for (int i = 0; i < members.size(); i++) {
            out.append(i > 0 ? style.comma() : "");
            breakLine(style, depth + 1);
            jsonString(members.get(i).name().value());
            out.append(style.colon());
            json(members.get(i).value(), style, depth + 1);
        }
        if (!members.isEmpty()) {
            breakLine(style, depth);
        }
        out.append('}');
    }

    private void jsonList(DraftList list, JsonStyle style, int depth) {
        out.append('[');
        for (int i = 0; i < list.size(); i++) {
            out.append(i > 0 ? style.comma() : "");
            breakLine(style, depth + 1);
            json(list.get(i), style, depth + 1);
        }
        if (list.size() > 0) {
            breakLine(style, depth);
        }
        out.append(']');
    }

    private void breakLine(JsonStyle style, int depth) {
        if (style.indent() > 0) {
            out.append('\n').repeat(' ', style.indent() * depth);
        }
    }

    private void jsonString(String value) {
        out.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default -> {
                    if (c < ' ' || c > '~') {
                        escape("\\u%04x", c);
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private void repr(Draft value) {
        switch (value) {
            case DraftObject object -> {
                out.append('{');
                String separator = "";
                for (DraftObject.Member member : object.members()) {
                    out.append(separator);
                    reprString(member.name().value(), member.name().unicode());
                    out.append(": ");
                    repr(member.value());
                    separator = ", ";
                }
                out.append('}');
            }
            case DraftList list -> {
                out.append('[');
                for (int i = 0; i < list.size(); i++) {
                    out.append(i > 0 ? ", " : "");
                    repr(list.get(i));
                }
                out.append(']');
            }
            case DraftText string -> reprString(string.value(), string.unicode());
            case DraftNumber number -> out.append(number(number));
            case DraftBoolean bool -> out.append(bool.value() ? "True" : "False");
            case Nothing nothing -> out.append("None");
        }
    }

    private void reprString(String value, boolean unicode) {
        char quote = value.indexOf('\'') >= 0 && value.indexOf('"') < 0 ? '"' : '\'';
        out.append(unicode ? "u" : "").append(quote);
        value.codePoints().forEach(point -> {
            switch (point) {
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (point == quote) {
                        out.append('\\').append(quote);
                    } else if (point >= ' ' && point <= '~' || !unicode && isPrintable(point)) {
                        out.appendCodePoint(point);
                    } else if (point < 0x100) {
                        escape("\\x%02x", point);
                    } else if (point < 0x10000) {
                        escape("\\u%04x", point);
                    } else {
                        escape("\\U%08x", point);
                    }
                }
            }
        });
        out.append(quote);
    }

    private void escape(String format, int point) {
        out.append(String.format(java.util.Locale.ROOT, format, point));
    }

    private static boolean isPrintable(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR -> false;
            default -> true;
        };
    }

    private static String number(DraftNumber number) {
        if (number.isInteger()) {
            return number.value().toBigInteger().toString();
        }
        double value = number.value().doubleValue();
        double size = Math.abs(value);
        if (size != 0 && (size < 1e-4 || size >= 1e16)) {
            String text = Double.toString(value)
                    .replace("E-", "e-")
                    .replace("E", "e+")
                    .replace(".0e", "e");
            return text.replaceAll("e([+-])(\\d)$", "e$10$2");
        }
        String plain = new java.math.BigDecimal(Double.toString(value)).toPlainString();
        return plain.contains(".") ? plain : plain + ".0";
    }

    private static int compareCodePoints(String left, String right) {
        int[] a = left.codePoints().toArray();
        int[] b = right.codePoints().toArray();
        return java.util.Arrays.compare(a, b);
    }
}
