package samara.template;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads one JSON value (RFC 8259) and remembers where everything was written. Reading ends at the first syntax error;
/// duplicate names are collected.
final class JsonReader {
    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?");
    private static final String END_OF_WORD = " \t\r\n,:{}[]\"";

    private final String text;
    private final String file;
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private int at;
    private int line = 1;
    private int lineStart;
    private int depth;

    /// Ends the reading with this diagnostic.
    private static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Diagnostic diagnostic;

        Broken(Diagnostic diagnostic) {
            super(diagnostic.message(), null, false, false);
            this.diagnostic = diagnostic;
        }
    }

    JsonReader(String text, String file) {
        this.text = text;
        this.file = file;
    }

    TemplateReader.Read read() {
        try {
            skip();
            Node node = at == text.length() ? new NullNode(here()) : value();
            skip();
            if (at < text.length()) {
                throw broken("Something follows after the end of the value.");
            }
            return new TemplateReader.Read(Optional.of(node), diagnostics);
        } catch (Broken broken) {
            diagnostics.add(broken.diagnostic);
            return new TemplateReader.Read(Optional.empty(), diagnostics);
        }
    }

    private Node value() {
        char c = peek("A value is missing at the end.");
        return switch (c) {
            case '{' -> object();
            case '[' -> list();
            case '"' -> {
                Span start = here();
                String value = string();
                yield new StringNode(value, to(start));
            }
            default -> word();
        };
    }

    private Node object() {
        Span start = here();
        enter();
        var object = ObjectNode.builder(start);
        var places = new HashMap<String, Span>();
        boolean isFirst = true;
        while (!closes('}', isFirst)) {
            isFirst = false;
            Span nameStart = here();
            if (peek("The `}` of an object is missing.") != '"') {
                throw broken("A name in double quotes is expected here.");
            }
            String name = string();
            Span nameSpan = to(nameStart);
            skip();
            if (peek("A `:` is missing at the end.") != ':') {
                throw broken("A `:` is missing after the name `" + name + "`.");
            }
            at++;
            skip();
            Node value = value();
            Span first = places.putIfAbsent(name, nameSpan);
            if (first == null) {
                object.put(name, nameSpan, value);
            } else {
                diagnostics.add(YamlReader.duplicate(name, nameSpan, first));
            }
        }
        depth--;
        return object.build().at(to(start));
    }

    private Node list() {
        Span start = here();
        enter();
        var elements = new ArrayList<Node>();
        while (!closes(']', elements.isEmpty())) {
            elements.add(value());
        }
        depth--;
        return new ListNode(elements, to(start));
    }

    /// Takes the closing bracket, or the comma before the next element.
    private boolean closes(char bracket, boolean isFirst) {
        skip();
        char c = peek("The closing `" + bracket + "` is missing.");
        if (c == bracket) {
            at++;
            return true;
        }
        if (!isFirst) {
            if (c != ',') {
                throw broken("A `,` or the closing `" + bracket + "` is missing.");
            }
            at++;
            skip();
            if (at < text.length() && text.charAt(at) == bracket) {
                throw broken("A value must follow after the `,`.");
            }
        }
        return false;
    }

    private void enter() {
        at++;
        if (++depth > ReadLimits.MAX_DEPTH) {
            throw broken("Values are nested more than " + ReadLimits.MAX_DEPTH + " deep.");
        }
    }

    private Node word() {
        Span start = here();
        int from = at;
        while (at < text.length() && END_OF_WORD.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String word = text.substring(from, at);
        Span span = to(start);
        return switch (word) {
            case "true" -> new BooleanNode(true, span);
            case "false" -> new BooleanNode(false, span);
            case "null" -> new NullNode(span);
            default -> {
                if (!NUMBER.matcher(word).matches()) {
                    throw new Broken(Diagnostic.error(
                            "json-syntax",
                            word.isEmpty() ? "A value is missing here." : "`" + word + "` is no JSON value.",
                            span));
                }
                yield new NumberNode(word, span);
            }
        };
    }

    private String string() {
        Span start = here();
        int from = ++at;
        StringBuilder unescaped = null;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"') {
                String rest = text.substring(from, at++);
                return unescaped == null ? rest : unescaped.append(rest).toString();
            }
            if (c < ' ') {
                throw broken(
                        c == '\n' || c == '\r'
                                ? "The string ends with its line; its closing quote is missing."
                                : "A control character in a string must be escaped.");
            }
            if (c == '\\') {
                unescaped = (unescaped == null ? new StringBuilder() : unescaped).append(text, from, at);
                unescaped.append(escape());
                from = at;
            } else {
                at++;
            }
        }
        throw new Broken(Diagnostic.error("json-syntax", "The string does not end.", start));
    }

    private char escape() {
        at++;
        char c = peek("The string does not end.");
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw broken("`\\" + c + "` is no escape that JSON knows.");
        };
    }

    private char unicode() {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(peek("The string does not end."), 16);
            if (digit < 0) {
                throw broken("`\\u` takes four hexadecimal digits.");
            }
            code = code * 16 + digit;
            at++;
        }
        return (char) code;
    }

    private void skip() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\n') {
                line++;
                lineStart = at + 1;
            } else if (c != ' ' && c != '\t' && c != '\r') {
                return;
            }
            at++;
        }
    }

    private char peek(String otherwise) {
        if (at >= text.length()) {
            throw broken(otherwise);
        }
        return text.charAt(at);
    }

    private Span here() {
        int column = at - lineStart + 1;
        return new Span(file, line, column, line, column + 1);
    }

    private Span to(Span start) {
        return new Span(file, start.line(), start.column(), line, at - lineStart + 1);
    }

    private Broken broken(String message) {
        return new Broken(Diagnostic.error("json-syntax", message, here()));
    }
}
