package samara.build.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Splits an instruction's text into words and puts variables in: quotes, escapes, `$x`, `${x}`, `${x:-default}`,
/// `${x-default}`, `${x:+other}` and `${x+other}`. Variables that aren't set are empty.
final class Words {
    private final String text;
    private final char escape;
    private final Map<String, String> variables;
    private int at;

    private Words(String text, char escape, Map<String, String> variables) {
        this.text = text;
        this.escape = escape;
        this.variables = variables;
    }

    /// The words, without their quotes.
    ///
    /// @throws IllegalArgumentException with a sentence, for what isn't known
    static List<String> of(String text, char escape, Map<String, String> variables) {
        return new Words(text, escape, variables).split();
    }

    /// The text as one word.
    static String expand(String text, char escape, Map<String, String> variables) {
        return new Words(text, escape, variables).word(false, '\0');
    }

    private List<String> split() {
        List<String> words = new ArrayList<>();
        while (true) {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            if (at >= text.length()) {
                return words;
            }
            words.add(word(true, '\0'));
        }
    }

    /// Reads up to a space, if those end a word, or up to `end`.
    private String word(boolean spaceEnds, char end) {
        StringBuilder word = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at);
            if ((spaceEnds && Character.isWhitespace(c)) || (end != '\0' && c == end)) {
                return word.toString();
            }
            at++;
            if (c == '\'') {
                while (at < text.length() && text.charAt(at) != '\'') {
                    word.append(text.charAt(at++));
                }
                closed('\'');
            } else if (c == '"') {
                quoted(word);
            } else if (c == escape && at < text.length()) {
                word.append(text.charAt(at++));
            } else if (c == '$') {
                word.append(variable());
            } else {
                word.append(c);
            }
        }
        return word.toString();
    }

    private void quoted(StringBuilder word) {
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at++);
            if (c == escape && at < text.length() && "\"$\\".indexOf(text.charAt(at)) >= 0) {
                word.append(text.charAt(at++));
            } else if (c == '$') {
                word.append(variable());
            } else {
                word.append(c);
            }
        }
        closed('"');
    }

    private void closed(char quote) {
        if (at >= text.length()) {
            throw new IllegalArgumentException("a quote (" + quote + ") isn't closed");
        }
        at++;
    }

    private String variable() {
        boolean braces = at < text.length() && text.charAt(at) == '{';
        if (braces) {
            at++;
        }
        int start = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        String name = text.substring(start, at);
        if (!braces) {
            return name.isEmpty() ? "$" : variables.getOrDefault(name, "");
        }
        return modified(name, start);
    }

    private String modified(String name, int start) {
        boolean set = variables.containsKey(name);
        boolean colon = at < text.length() && text.charAt(at) == ':';
        if (colon) {
            at++;
            set = set && !variables.getOrDefault(name, "").isEmpty();
        }
        char operator = at < text.length() ? text.charAt(at) : '\0';
        String result;
        switch (operator) {
            case '}' -> result = variables.getOrDefault(name, "");
            case '-', '+' -> {
                at++;
                String other = word(false, '}');
                String own = variables.getOrDefault(name, "");
                result = operator == '-' ? (set ? own : other) : set ? other : "";
            }
            default ->
                throw new IllegalArgumentException(
                        "`${" + text.substring(start) + "` is no substitution that Samara's own builder knows");
        }
        if (at >= text.length()) {
            throw new IllegalArgumentException("a `${` isn't closed");
        }
        at++;
        return result;
    }
}
