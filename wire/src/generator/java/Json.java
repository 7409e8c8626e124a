import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads the models: just enough of JSON for files that we wrote ourselves.
final class Json {
    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    static Object parse(String text) {
        return new Json(text).value();
    }

    private Object value() {
        char c = text.charAt(at);
        return switch (c) {
            case '{' -> object();
            case '[' -> list();
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            default -> number();
        };
    }

    private Object word(String word, Object value) {
        at += word.length();
        return value;
    }

    private Map<String, Object> object() {
        var result = new LinkedHashMap<String, Object>();
        at++;
        while (text.charAt(at) != '}') {
            String key = string();
            at++;
            result.put(key, value());
            if (text.charAt(at) == ',') {
                at++;
            }
        }
        at++;
        return result;
    }

    private List<Object> list() {
        var result = new ArrayList<>();
        at++;
        while (text.charAt(at) != ']') {
            result.add(value());
            if (text.charAt(at) == ',') {
                at++;
            }
        }
        at++;
        return result;
    }

    private String string() {
        var result = new StringBuilder();
        at++;
        for (char c = text.charAt(at); c != '"'; c = text.charAt(++at)) {
            if (c == '\\') {
                c = escaped(text.charAt(++at));
            }
            result.append(c);
        }
        at++;
        return result.toString();
    }

    private char escaped(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> {
                at += 4;
                yield (char) Integer.parseInt(text.substring(at - 3, at + 1), 16);
            }
            default -> c;
        };
    }

    private Object number() {
        int start = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return Double.valueOf(text.substring(start, at));
    }
}
