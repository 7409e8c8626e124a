package samara.cloud.iam.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A text of a policy with wildcards (`*`: any characters, `?`: one) and policy variables (`${aws:username}`, with a
/// default as `${aws:username, 'nobody'}`; `${*}`, `${?}` and `${$}` stand for the characters). What a variable stands
/// for is taken literally. Without a value for a variable nothing matches.
final class Pattern {
    private final String text;
    private final List<Part> parts;
    private final boolean isPlain;

    private sealed interface Part {
        record Literal(String text) implements Part {}

        record Any() implements Part {}

        record One() implements Part {}

        record Variable(String key, Optional<String> orElse) implements Part {}
    }

    private Pattern(String text, List<Part> parts) {
        this.text = text;
        this.parts = parts;
        this.isPlain = parts.size() == 1 && parts.getFirst() instanceof Part.Literal;
    }

    /// Wildcards and variables.
    static Pattern of(String text, boolean withVariables) {
        List<Part> parts = new ArrayList<>();
        var literal = new StringBuilder();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            int end = withVariables && text.startsWith("${", i) ? text.indexOf('}', i) : -1;
            if (end > 0) {
                flush(literal, parts);
                parts.add(variable(text.substring(i + 2, end)));
                i = end + 1;
            } else if (c == '*' || c == '?') {
                flush(literal, parts);
                parts.add(c == '*' ? new Part.Any() : new Part.One());
                i++;
            } else {
                literal.append(c);
                i++;
            }
        }
        flush(literal, parts);
        if (parts.isEmpty()) {
            parts.add(new Part.Literal(""));
        }
        return new Pattern(text, List.copyOf(parts));
    }

    private static Part variable(String inside) {
        if (inside.equals("*") || inside.equals("?") || inside.equals("$")) {
            return new Part.Literal(inside);
        }
        int comma = inside.indexOf(',');
        if (comma < 0) {
            return new Part.Variable(inside.strip(), Optional.empty());
        }
        String quoted = inside.substring(comma + 1).strip();
        boolean isQuoted = quoted.length() >= 2 && quoted.startsWith("'") && quoted.endsWith("'");
        return new Part.Variable(
                inside.substring(0, comma).strip(),
                Optional.of(isQuoted ? quoted.substring(1, quoted.length() - 1) : quoted));
    }

    private static void flush(StringBuilder literal, List<Part> parts) {
        if (!literal.isEmpty()) {
            parts.add(new Part.Literal(literal.toString()));
            literal.setLength(0);
        }
    }

    /// Whether it stands for everything.
    boolean isEverything() {
        return text.equals("*");
    }

    /// Whether a value fits, wildcards and all.
    boolean matches(String value, Context context, boolean ignoreCase) {
        if (isPlain) {
            return ignoreCase ? text.equalsIgnoreCase(value) : text.equals(value);
        }
        var resolved = new StringBuilder();
        // Wildcards as characters that no text has, so that those a variable's value holds stay literal.
        for (Part part : parts) {
            switch (part) {
                case Part.Literal literal -> resolved.append(literal.text);
                case Part.Any any -> resolved.append('\uFFFE');
                case Part.One one -> resolved.append('\uFFFF');
                case Part.Variable variable -> {
                    Optional<String> known = context.single(variable.key).or(variable::orElse);
                    if (known.isEmpty()) {
                        return false;
                    }
                    resolved.append(known.get());
                }
            }
        }
        return ignoreCase
                ? glob(resolved.toString().toLowerCase(Locale.ROOT), value.toLowerCase(Locale.ROOT))
                : glob(resolved.toString(), value);
    }

    /// The text with its variables replaced, and wildcards as they are written.
    Optional<String> resolved(Context context) {
        if (isPlain) {
            return Optional.of(text);
        }
        var resolved = new StringBuilder();
        for (Part part : parts) {
            switch (part) {
                case Part.Literal literal -> resolved.append(literal.text);
                case Part.Any any -> resolved.append('*');
                case Part.One one -> resolved.append('?');
                case Part.Variable variable -> {
                    Optional<String> known = context.single(variable.key).or(variable::orElse);
                    if (known.isEmpty()) {
                        return Optional.empty();
                    }
                    resolved.append(known.get());
                }
            }
        }
        return Optional.of(resolved.toString());
    }

    /// Linear in the value for each star: no pattern takes exponential time.
    private static boolean glob(String pattern, String value) {
        int p = 0;
        int v = 0;
        int star = -1;
        int mark = 0;
        while (v < value.length()) {
            if (p < pattern.length() && (pattern.charAt(p) == '\uFFFF' || pattern.charAt(p) == value.charAt(v))) {
                p++;
                v++;
            } else if (p < pattern.length() && pattern.charAt(p) == '\uFFFE') {
                star = p++;
                mark = v;
            } else if (star >= 0) {
                p = star + 1;
                v = ++mark;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '\uFFFE') {
            p++;
        }
        return p == pattern.length();
    }

    @Override
    public String toString() {
        return text;
    }
}
