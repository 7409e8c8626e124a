package samara.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/// A JSON array of flat objects, as the listing commands print it. Values are texts or lists of texts.
public final class JsonText {
    private final List<String> objects = new ArrayList<>();

    private JsonText() {}

    /// An empty array.
    public static JsonText array() {
        return new JsonText();
    }

    /// Adds an object of these names and values in turn; a value is a `String` or a `List` of them.
    public void object(Object... namesAndValues) {
        List<String> members = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            members.add("    " + quoted(String.valueOf(namesAndValues[i])) + ": " + value(namesAndValues[i + 1]));
        }
        objects.add("  {\n" + String.join(",\n", members) + "\n  }");
    }

    /// The text of it.
    public String end() {
        return objects.isEmpty() ? "[]" : "[\n" + String.join(",\n", objects) + "\n]";
    }

    private static String value(Object value) {
        if (value instanceof List<?> list) {
            return "[" + String.join(", ", list.stream().map(JsonText::value).toList()) + "]";
        }
        return quoted(String.valueOf(value));
    }

    /// The text as a JSON string.
    public static String quoted(String text) {
        var json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> {
                    if (c < 0x20) {
                        json.append(String.format("\\u%04x", (int) c));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        return json.append('"').toString();
    }
}
