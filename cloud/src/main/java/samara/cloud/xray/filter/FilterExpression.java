package samara.cloud.xray.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import samara.cloud.xray.filter.Filter.Match;
import samara.cloud.xray.filter.Filter.Operator;
import samara.cloud.xray.filter.Filter.Test;
import samara.cloud.xray.filter.Tokens.Kind;
import samara.cloud.xray.filter.Tokens.Token;

/// Reads an expression. `AND` binds tighter than `OR`; terms side by side are as with `AND`.
public final class FilterExpression {
    private static final int LIMIT = 2000;
    private static final int DEPTH = 20;
    private static final Set<String> FLAGS = Set.of("ok", "error", "throttle", "fault", "partial");
    private static final Set<String> FIGURES = Set.of("duration", "responsetime", "http.status");
    private static final Set<String> TEXTS = Set.of(
            "http.url", "http.method", "http.useragent", "http.clientip", "user", "name", "type", "resource.arn");
    private static final Set<String> COMPARISONS =
            Set.of("=", "!=", "<", "<=", ">", ">=", "CONTAINS", "BEGINSWITH", "ENDSWITH");
    private static final Set<String> NOT_BUILT = Set.of(
            "edge",
            "json",
            "group.name",
            "group.arn",
            "instance.id",
            "availabilityzone",
            "index",
            "message",
            "inferred",
            "first",
            "last",
            "remote",
            "root",
            "rootcause.fault.type",
            "rootcause.error.type",
            "coverage.p50",
            "concurrent",
            "account.id");

    private final Tokens tokens;
    private int depth;

    private FilterExpression(Tokens tokens) {
        this.tokens = tokens;
    }

    /// The meaning of a text; an empty one holds for everything.
    ///
    /// @throws FilterSyntaxException with what is wrong, and where
    public static Filter parse(String text) throws FilterSyntaxException {
        if (text.length() > LIMIT) {
            throw FilterSyntaxException.at(LIMIT, "An expression has at most " + LIMIT + " characters.");
        }
        var parser = new FilterExpression(new Tokens(text));
        if (parser.tokens.peek().kind() == Kind.END) {
            return new Filter.All(List.of());
        }
        Filter filter = parser.any();
        Token rest = parser.tokens.peek();
        if (rest.kind() != Kind.END) {
            throw FilterSyntaxException.at(rest.position(), "`" + rest.text() + "` was not expected.");
        }
        return filter;
    }

    private Filter any() throws FilterSyntaxException {
        if (++depth > DEPTH) {
            throw FilterSyntaxException.at(tokens.peek().position(), "There are too many parentheses in others.");
        }
        List<Filter> terms = new ArrayList<>();
        terms.add(all());
        while (tokens.peek().isWord("OR")) {
            tokens.take();
            terms.add(all());
        }
        depth--;
        return terms.size() == 1 ? terms.getFirst() : new Filter.Any(terms);
    }

    private Filter all() throws FilterSyntaxException {
        List<Filter> terms = new ArrayList<>();
        terms.add(term());
        while (true) {
            Token token = tokens.peek();
            if (token.isWord("AND")) {
                tokens.take();
            } else if (token.kind() != Kind.WORD && !token.is("!") && !token.is("(") || token.isWord("OR")) {
                return terms.size() == 1 ? terms.getFirst() : new Filter.All(terms);
            }
            terms.add(term());
        }
    }

    private Filter term() throws FilterSyntaxException {
        int marks = 0;
        while (tokens.took("!")) {
            marks++;
        }
        Filter term = plain();
        return marks % 2 == 0 ? term : new Filter.Not(term);
    }

    private Filter plain() throws FilterSyntaxException {
        if (tokens.took("(")) {
            Filter inner = any();
            tokens.expect(")");
            return inner;
        }
        Token token = tokens.take();
        String keyword = token.text().toLowerCase(Locale.ROOT);
        if (token.kind() == Kind.WORD) {
            if (FLAGS.contains(keyword)) {
                return flag(keyword);
            }
            if (FIGURES.contains(keyword)) {
                return new Filter.Figure(keyword, operator(), number());
            }
            if (TEXTS.contains(keyword)) {
                return text(keyword);
            }
            if (keyword.equals("annotation") || keyword.startsWith("annotation.")) {
                return annotation(token);
            }
            if (keyword.equals("service")) {
                return service();
            }
            if (NOT_BUILT.contains(keyword) || keyword.startsWith("rootcause.") || keyword.startsWith("coverage.")) {
                throw FilterSyntaxException.notBuilt(keyword);
            }
        }
        throw FilterSyntaxException.at(token.position(), "`" + token.text() + "` is no keyword.");
    }

    private Filter flag(String keyword) throws FilterSyntaxException {
        var flag = new Filter.Flag(keyword);
        if (tokens.took("=")) {
            return isTrue() ? flag : new Filter.Not(flag);
        }
        if (tokens.took("!=")) {
            return isTrue() ? new Filter.Not(flag) : flag;
        }
        return flag;
    }

    private boolean isTrue() throws FilterSyntaxException {
        Token token = tokens.take();
        boolean isTrue = token.text().equalsIgnoreCase("true");
        if (!isTrue && !token.text().equalsIgnoreCase("false")) {
            throw FilterSyntaxException.at(token.position(), "`true` or `false` was expected.");
        }
        return isTrue;
    }

    private Operator operator() throws FilterSyntaxException {
        Token token = tokens.take();
        return switch (token.text()) {
            case "=" -> Operator.EQUAL;
            case "!=" -> Operator.UNEQUAL;
            case "<" -> Operator.LESS;
            case "<=" -> Operator.AT_MOST;
            case ">" -> Operator.GREATER;
            case ">=" -> Operator.AT_LEAST;
            default ->
                throw FilterSyntaxException.at(
                        token.position(), "A comparison was expected, not `" + token.text() + "`.");
        };
    }

    private double number() throws FilterSyntaxException {
        int position = tokens.peek().position();
        String text = tokens.value(Kind.NUMBER);
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw FilterSyntaxException.at(position, "`" + text + "` is no number.");
        }
    }

    private Filter.Text text(String keyword) throws FilterSyntaxException {
        Token token = tokens.take();
        Match match = switch (token.text().toUpperCase(Locale.ROOT)) {
            case "=" -> Match.EQUAL;
            case "!=" -> Match.UNEQUAL;
            case "CONTAINS" -> Match.CONTAINS;
            case "BEGINSWITH" -> Match.BEGINSWITH;
            case "ENDSWITH" -> Match.ENDSWITH;
            default ->
                throw FilterSyntaxException.at(
                        token.position(),
                        "`=`, `!=`, CONTAINS, BEGINSWITH or ENDSWITH was expected, not `" + token.text() + "`.");
        };
        return new Filter.Text(keyword, match, tokens.value(Kind.TEXT));
    }

    private Filter annotation(Token token) throws FilterSyntaxException {
        String key;
        if (tokens.took("[")) {
            Token name = tokens.take();
            if (name.kind() == Kind.SIGN || name.kind() == Kind.END) {
                throw FilterSyntaxException.at(name.position(), "The key of an annotation was expected.");
            }
            key = name.text();
            tokens.expect("]");
        } else if (token.text().length() > "annotation.".length()) {
            key = token.text().substring("annotation.".length());
        } else {
            throw FilterSyntaxException.at(token.position(), "Write it as `annotation[key]`.");
        }
        Token next = tokens.peek();
        boolean compared =
                next.kind() != Kind.TEXT && COMPARISONS.contains(next.text().toUpperCase(Locale.ROOT));
        return new Filter.Annotation(key, compared ? Optional.of(test()) : Optional.empty());
    }

    private Test test() throws FilterSyntaxException {
        Token sign = tokens.peek();
        if (sign.kind() == Kind.WORD) {
            return new Test.OfText(text("annotation"));
        }
        Operator operator = operator();
        Token value = tokens.take();
        boolean same = operator == Operator.EQUAL;
        if (!same && operator != Operator.UNEQUAL && value.kind() != Kind.NUMBER) {
            throw FilterSyntaxException.at(value.position(), "A number was expected, not `" + value.text() + "`.");
        }
        return switch (value.kind()) {
            case NUMBER -> new Test.OfNumber(operator, parsed(value));
            case TEXT ->
                new Test.OfText(new Filter.Text("annotation", same ? Match.EQUAL : Match.UNEQUAL, value.text()));
            case WORD -> {
                if (!value.isWord("true") && !value.isWord("false")) {
                    throw FilterSyntaxException.at(value.position(), "`" + value.text() + "` lacks quotation marks.");
                }
                yield new Test.OfFlag(value.isWord("true") == same);
            }
            case SIGN, END ->
                throw FilterSyntaxException.at(value.position(), "A value was expected, not `" + value.text() + "`.");
        };
    }

    private static double parsed(Token number) throws FilterSyntaxException {
        try {
            return Double.parseDouble(number.text());
        } catch (NumberFormatException e) {
            throw FilterSyntaxException.at(number.position(), "`" + number.text() + "` is no number.");
        }
    }

    private Filter service() throws FilterSyntaxException {
        tokens.expect("(");
        Optional<String> name = Optional.empty();
        Optional<String> type = Optional.empty();
        if (tokens.peek().kind() == Kind.TEXT) {
            name = Optional.of(tokens.take().text());
        } else if (tokens.peek().isWord("id")) {
            tokens.take();
            tokens.expect("(");
            do {
                Token part = tokens.take();
                tokens.expect(":");
                String value = tokens.value(Kind.TEXT);
                switch (part.text().toLowerCase(Locale.ROOT)) {
                    case "name" -> name = Optional.of(value);
                    case "type" -> type = Optional.of(value);
                    case "account.id" -> throw FilterSyntaxException.notBuilt("account.id");
                    default ->
                        throw FilterSyntaxException.at(part.position(), "`" + part.text() + "` is no part of an id.");
                }
            } while (tokens.took(","));
            tokens.expect(")");
        }
        tokens.expect(")");
        Filter filter = new Filter.All(List.of());
        if (tokens.took("{")) {
            filter = any();
            tokens.expect("}");
        }
        return new Filter.Service(name, type, filter);
    }
}
