package samara.lambda;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads JSON into maps, lists, strings, numbers, booleans and null. */
final class JsonReader {
    private static final int MAX_DEPTH = 500;

    private final String text;
    private int at;
    private int depth;

    private JsonReader(String text) {
        this.text = text;
    }

    /** The value of a JSON text. */
    static Object read(String text) {
        JsonReader reader = new JsonReader(text);
        Object value = reader.value();
        reader.blank();
        if (reader.at < text.length()) {
            throw reader.wrong("nothing more");
        }
        return value;
    }

    private Object value() {
        blank();
        if (at >= text.length()) {
            throw wrong("a value");
        }
        char c = text.charAt(at);
        switch (c) {
            case '{':
                return object();
            case '[':
                return array();
            case '"':
                return string();
            case 't':
                return literal("true", Boolean.TRUE);
            case 'f':
                return literal("false", Boolean.FALSE);
            case 'n':
                return literal("null", null);
            default:
                return number();
        }
    }

    private Map<String, Object> object() {
        Map<String, Object> members = new LinkedHashMap<>();
        enter();
        if (ends('}')) {
            return members;
        }
        do {
            blank();
            if (at >= text.length() || text.charAt(at) != '"') {
                throw wrong("a member's name");
            }
            String name = string();
            expect(':');
            members.put(name, value());
        } while (goesOn('}'));
        return members;
    }

    private List<Object> array() {
        List<Object> items = new ArrayList<>();
        enter();
        if (ends(']')) {
            return items;
        }
        do {
            items.add(value());
        } while (goesOn(']'));
        return items;
    }

    private void enter() {
        at++;
        if (++depth > MAX_DEPTH) {
            throw new IllegalArgumentException("JSON is nested deeper than " + MAX_DEPTH + " levels.");
        }
    }

    private boolean ends(char closing) {
        blank();
        if (at < text.length() && text.charAt(at) == closing) {
            at++;
            depth--;
            return true;
        }
        return false;
    }

    private boolean goesOn(char closing) {
        if (ends(closing)) {
            return false;
        }
        expect(',');
        return true;
    }

    private void expect(char c) {
        blank();
        if (at >= text.length() || text.charAt(at) != c) {
            throw wrong("`" + c + "`");
        }
        at++;
    }

    private Object literal(String word, Object value) {
        if (!text.startsWith(word, at)) {
            throw wrong("a value");
        }
        at += word.length();
        return value;
    }

    private String string() {
        int start = ++at;
        int end = start;
        while (end < text.length() && text.charAt(end) != '"' && text.charAt(end) != '\\') {
            end++;
        }
        if (end < text.length() && text.charAt(end) == '"') {
            at = end + 1;
            return text.substring(start, end);
        }
        StringBuilder built = new StringBuilder(text.substring(start, end));
        at = end;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return built.toString();
            }
            built.append(c == '\\' ? escaped() : c);
        }
        throw wrong("the end of a string");
    }

    private char escaped() {
        if (at >= text.length()) {
            throw wrong("the end of a string");
        }
        char c = text.charAt(at++);
        switch (c) {
            case 'n':
                return '\n';
            case 't':
                return '\t';
            case 'r':
                return '\r';
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'u':
                if (at + 4 > text.length()) {
                    throw wrong("four hexadecimal digits");
                }
                at += 4;
                return (char) Integer.parseInt(text.substring(at - 4, at), 16);
            case '"':
            case '\\':
            case '/':
                return c;
            default:
                throw wrong("an escape");
        }
    }

    private Object number() {
        int start = at;
        boolean whole = true;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
            char c = text.charAt(at++);
            whole &= c != '.' && c != 'e' && c != 'E';
        }
        String digits = text.substring(start, at);
        try {
            if (!whole) {
                double value = Double.parseDouble(digits);
                return Double.isInfinite(value) ? new BigDecimal(digits) : (Object) value;
            }
            if (digits.length() < 10) {
                return Integer.valueOf(digits);
            }
            BigInteger big = new BigInteger(digits);
            return big.bitLength() < 32 ? (Object) big.intValue() : big.bitLength() < 64 ? (Object) big.longValue() : big;
        } catch (NumberFormatException e) {
            at = start;
            throw wrong("a value");
        }
    }

    private void blank() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private IllegalArgumentException wrong(String expected) {
        return new IllegalArgumentException("The JSON has no " + expected + " at character " + at + ".");
    }
}
