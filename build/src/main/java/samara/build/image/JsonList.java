package samara.build.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The exec form of an instruction: a JSON array of strings. What isn't one is the shell form, however close it comes;
/// so a parser that reports errors has no use here.
final class JsonList {
    private final String text;
    private int at;

    private JsonList(String text) {
        this.text = text;
    }

    static Optional<List<String>> of(String text) {
        return text.startsWith("[") && text.endsWith("]") ? new JsonList(text).read() : Optional.empty();
    }

    private Optional<List<String>> read() {
        List<String> items = new ArrayList<>();
        at = 1;
        spaces();
        if (peek() == ']') {
            return end(items);
        }
        while (true) {
            spaces();
            Optional<String> item = string();
            if (item.isEmpty()) {
                return Optional.empty();
            }
            items.add(item.get());
            spaces();
            if (peek() == ']') {
                return end(items);
            }
            if (peek() != ',') {
                return Optional.empty();
            }
            at++;
        }
    }

    private Optional<List<String>> end(List<String> items) {
        return at == text.length() - 1 ? Optional.of(List.copyOf(items)) : Optional.empty();
    }

    private Optional<String> string() {
        if (peek() != '"') {
            return Optional.empty();
        }
        at++;
        StringBuilder item = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at++);
            if (c == '\\') {
                Optional<Character> escaped = escaped();
                if (escaped.isEmpty()) {
                    return Optional.empty();
                }
                item.append(escaped.get().charValue());
            } else {
                item.append(c);
            }
        }
        at++;
        return at <= text.length() ? Optional.of(item.toString()) : Optional.empty();
    }

    private Optional<Character> escaped() {
        char c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> Optional.of(c);
            case 'n' -> Optional.of('\n');
            case 't' -> Optional.of('\t');
            case 'r' -> Optional.of('\r');
            case 'b' -> Optional.of('\b');
            case 'f' -> Optional.of('\f');
            case 'u' -> {
                String digits = at + 4 <= text.length() ? text.substring(at, at + 4) : "";
                at += 4;
                yield digits.matches("[0-9a-fA-F]{4}")
                        ? Optional.of((char) Integer.parseInt(digits, 16))
                        : Optional.empty();
            }
            default -> Optional.empty();
        };
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private void spaces() {
        while (Character.isWhitespace(peek())) {
            at++;
        }
    }
}
