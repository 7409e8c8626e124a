package samara.cloud.logs;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// A pattern on JSON: `{ $.level = "ERROR" && ($.status >= 500 || $.path = /admin* ) }`.
final class JsonPattern {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Pattern TOKEN = Pattern.compile("\\s*(&&|\\|\\||\\(|\\)|!=|>=|<=|=|<|>"
            + "|\"(?:[^\"\\\\]|\\\\.)*\"|IS NULL|IS TRUE|IS FALSE|NOT EXISTS|[^\\s()=<>!&|]+)");
    private static final int MAX_TOKENS = 500;

    private final List<String> tokens = new ArrayList<>();
    private int at;

    private JsonPattern(String text) {
        Matcher token = TOKEN.matcher(text);
        int end = 0;
        while (token.find() && token.start() == end && tokens.size() < MAX_TOKENS) {
            tokens.add(token.group(1));
            end = token.end();
        }
        if (!text.substring(end).isBlank()) {
            throw invalid();
        }
    }

    static Predicate<String> of(String pattern) {
        if (!pattern.endsWith("}")) {
            throw invalid();
        }
        var parser = new JsonPattern(pattern.substring(1, pattern.length() - 1));
        Predicate<String> condition = parser.or();
        if (parser.at != parser.tokens.size()) {
            throw invalid();
        }
        return message -> message.stripLeading().startsWith("{") && condition.test(message);
    }

    private Predicate<String> or() {
        Predicate<String> left = and();
        while (peek("||")) {
            at++;
            left = left.or(and());
        }
        return left;
    }

    private Predicate<String> and() {
        Predicate<String> left = term();
        while (peek("&&")) {
            at++;
            left = left.and(term());
        }
        return left;
    }

    private Predicate<String> term() {
        if (peek("(")) {
            at++;
            Predicate<String> inner = or();
            expect(")");
            return inner;
        }
        String selector = next();
        if (!selector.startsWith("$.")) {
            throw invalid();
        }
        List<String> path = path(selector);
        String operator = next();
        return switch (operator) {
            case "IS NULL" ->
                message -> value(message, path).filter("null"::equals).isPresent();
            case "IS TRUE" ->
                message -> value(message, path).filter("true"::equals).isPresent();
            case "IS FALSE" ->
                message -> value(message, path).filter("false"::equals).isPresent();
            case "NOT EXISTS" -> message -> value(message, path).isEmpty();
            case "=", "!=", "<", ">", "<=", ">=" -> comparison(path, operator, next());
            default -> throw invalid();
        };
    }

    private static Predicate<String> comparison(List<String> path, String operator, String literal) {
        boolean quoted = literal.startsWith("\"");
        String wanted = quoted ? literal.substring(1, literal.length() - 1).replace("\\\"", "\"") : literal;
        if (wanted.startsWith("%")) {
            throw LogsErrors.notBuilt("patterns with regular expressions in `%`");
        }
        Optional<BigDecimal> number = quoted ? Optional.empty() : number(wanted);
        if (operator.equals("=") || operator.equals("!=")) {
            Predicate<String> equal = number.isPresent()
                    ? value -> number(value)
                            .filter(found -> found.compareTo(number.get()) == 0)
                            .isPresent()
                    : glob(wanted).asMatchPredicate();
            Predicate<String> test = operator.equals("=") ? equal : equal.negate();
            return message -> value(message, path).filter(test).isPresent();
        }
        BigDecimal bound = number.orElseThrow(JsonPattern::invalid);
        return message -> value(message, path)
                .flatMap(JsonPattern::number)
                .map(found -> found.compareTo(bound))
                .filter(sign -> operator.startsWith("<")
                        ? sign < 0 || sign == 0 && operator.length() == 2
                        : sign > 0 || sign == 0 && operator.length() == 2)
                .isPresent();
    }

    private static Pattern glob(String text) {
        var regex = new StringBuilder();
        for (String part : text.split("\\*", -1)) {
            regex.append(regex.isEmpty() ? "" : ".*").append(part.isEmpty() ? "(?:)" : Pattern.quote(part));
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    private static List<String> path(String selector) {
        List<String> path = new ArrayList<>();
        for (String step : selector.substring(2).split("\\.|(?=\\[)", 0)) {
            path.add(step.startsWith("[") && step.endsWith("]") ? step.substring(1, step.length() - 1) : step);
        }
        return path;
    }

    /// The text of the scalar at a path.
    private static Optional<String> value(String message, List<String> path) {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), message)) {
            JsonToken token = json.nextToken();
            for (String step : path) {
                token = descend(json, token, step);
            }
            return token != null && token.isScalarValue() ? Optional.of(json.getString()) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty(); // no JSON: nothing of it can match
        }
    }

    private static @org.jspecify.annotations.Nullable JsonToken descend(
            JsonParser json, @org.jspecify.annotations.Nullable JsonToken token, String step) {
        if (token == JsonToken.START_OBJECT) {
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean found = json.currentName().equals(step);
                JsonToken value = json.nextToken();
                if (found) {
                    return value;
                }
                json.skipChildren();
            }
        } else if (token == JsonToken.START_ARRAY && step.matches("\\d{1,6}")) {
            int left = Integer.parseInt(step);
            for (JsonToken value = json.nextToken(); value != JsonToken.END_ARRAY; value = json.nextToken()) {
                if (left-- == 0) {
                    return value;
                }
                json.skipChildren();
            }
        }
        return null;
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            return text.length() > 40 ? Optional.empty() : Optional.of(new BigDecimal(text));
        } catch (NumberFormatException e) {
            return Optional.empty(); // a word
        }
    }

    private boolean peek(String token) {
        return at < tokens.size() && tokens.get(at).equals(token);
    }

    private String next() {
        if (at >= tokens.size()) {
            throw invalid();
        }
        return tokens.get(at++);
    }

    private void expect(String token) {
        if (!next().equals(token)) {
            throw invalid();
        }
    }

    private static samara.wire.AwsException invalid() {
        return LogsErrors.invalid("Invalid filter pattern.");
    }
}
