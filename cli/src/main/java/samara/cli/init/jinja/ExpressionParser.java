package samara.cli.init.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads one expression.
final class ExpressionParser {
    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:(\\d+)|([A-Za-z_]\\w*)|('(?:[^'\\\\]|\\\\.)*'|\"(?:[^\"\\\\]|\\\\.)*\")|(==|!=|<=|>=|//|[-+*%~<>|.,()\\[\\]=/]))",
            Pattern.DOTALL);
    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", ">", "<=", ">=", "in");
    private static final int DEPTH = 100;

    /// A token: a number, a word, a quoted text or a sign.
    private record Token(Kind kind, String text) {
        enum Kind {
            NUMBER,
            WORD,
            QUOTED,
            SIGN,
            END
        }
    }

    private final String place;
    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int depth;

    /// @param place file and line, for messages
    ExpressionParser(String text, String place) {
        this.place = place;
        this.source = text.strip();
        Matcher matcher = TOKEN.matcher(source);
        int end = 0;
        while (end < source.length()) {
            if (!matcher.find(end) || matcher.start() != end) {
                throw error("`" + source + "` can't be read from `"
                        + source.substring(end).strip() + "` on.");
            }
            end = matcher.end();
            if (matcher.group(1) != null) {
                tokens.add(new Token(Token.Kind.NUMBER, matcher.group(1)));
            } else if (matcher.group(2) != null) {
                tokens.add(new Token(Token.Kind.WORD, matcher.group(2)));
            } else if (matcher.group(3) != null) {
                tokens.add(new Token(Token.Kind.QUOTED, unquoted(matcher.group(3))));
            } else {
                tokens.add(new Token(Token.Kind.SIGN, matcher.group(4)));
            }
        }
    }

    private static String unquoted(String quoted) {
        String inner = quoted.substring(1, quoted.length() - 1);
        return inner.translateEscapes();
    }

    Expression parse() {
        Expression then = or();
        if (takeWord("if")) {
            Expression condition = or();
            Expression otherwise = takeWord("else") ? parse() : new Expression.Literal(Value.of(""));
            return new Expression.Choice(condition, then, otherwise);
        }
        return then;
    }

    /// The list of a loop, whose `if` belongs to the loop.
    Expression parseBeforeCondition() {
        return or();
    }

    Optional<Expression> takeCondition() {
        return takeWord("if") ? Optional.of(or()) : Optional.empty();
    }

    void end() {
        if (peek().kind() != Token.Kind.END) {
            throw error("`" + peek().text() + "` is not expected in `" + source + "`.");
        }
    }

    private Expression or() {
        if (++depth > DEPTH) {
            throw error("an expression nested deeper than " + DEPTH + " levels.");
        }
        Expression left = and();
        while (takeWord("or")) {
            left = new Expression.Binary("or", left, and());
        }
        depth--;
        return left;
    }

    private Expression and() {
        Expression left = not();
        while (takeWord("and")) {
            left = new Expression.Binary("and", left, not());
        }
        return left;
    }

    private Expression not() {
        return takeWord("not") ? new Expression.Not(not()) : comparison();
    }

    private Expression comparison() {
        Expression left = sum();
        while (true) {
            Token token = peek();
            if (COMPARISONS.contains(token.text()) && token.kind() != Token.Kind.QUOTED) {
                at++;
                left = new Expression.Binary(token.text(), left, sum());
            } else if (isWord("not")
                    && at + 1 < tokens.size()
                    && tokens.get(at + 1).text().equals("in")) {
                at += 2;
                left = new Expression.Not(new Expression.Binary("in", left, sum()));
            } else if (takeWord("is")) {
                left = test(left);
            } else {
                return left;
            }
        }
    }

    private Expression test(Expression of) {
        boolean negated = takeWord("not");
        String name = word("a test");
        List<Expression> arguments = isSign("(") ? arguments() : List.of();
        Expression test = new Expression.Test(of, name, arguments);
        return negated ? new Expression.Not(test) : test;
    }

    private Expression sum() {
        Expression left = concatenation();
        while (isSign("+") || isSign("-")) {
            String operator = next().text();
            left = new Expression.Binary(operator, left, concatenation());
        }
        return left;
    }

    private Expression concatenation() {
        Expression left = product();
        while (takeSign("~")) {
            left = new Expression.Binary("~", left, product());
        }
        return left;
    }

    private Expression product() {
        Expression left = postfix();
        while (isSign("*") || isSign("//") || isSign("%")) {
            String operator = next().text();
            left = new Expression.Binary(operator, left, postfix());
        }
        return left;
    }

    private Expression postfix() {
        Expression of = primary();
        while (true) {
            if (takeSign(".")) {
                Token name = next();
                if (name.kind() != Token.Kind.WORD) {
                    throw error("a name belongs after `.` in `" + source + "`.");
                }
                of = isSign("(")
                        ? new Expression.Method(of, name.text(), arguments())
                        : new Expression.Member(of, new Expression.Literal(Value.of(name.text())));
            } else if (takeSign("[")) {
                of = new Expression.Member(of, parse());
                expect("]");
            } else if (takeSign("|")) {
                String name = word("a filter");
                of = new Expression.Filter(of, name, isSign("(") ? arguments() : List.of());
            } else {
                return of;
            }
        }
    }

    private Expression primary() {
        Token token = next();
        return switch (token.kind()) {
            case NUMBER -> new Expression.Literal(new Value.Whole(number(token.text())));
            case QUOTED -> new Expression.Literal(Value.of(token.text()));
            case WORD ->
                switch (token.text()) {
                    case "true", "True" -> new Expression.Literal(new Value.Flag(true));
                    case "false", "False" -> new Expression.Literal(new Value.Flag(false));
                    case "none", "None" -> new Expression.Literal(new Value.None());
                    default -> new Expression.Name(token.text());
                };
            case SIGN ->
                switch (token.text()) {
                    case "(" -> {
                        Expression inner = parse();
                        expect(")");
                        yield inner;
                    }
                    case "[" -> list();
                    case "-" -> {
                        Token number = next();
                        yield new Expression.Literal(new Value.Whole(-number(number.text())));
                    }
                    default -> throw error("`" + token.text() + "` is not expected in `" + source + "`.");
                };
            case END -> throw error("`" + source + "` ends too early.");
        };
    }

    private Expression list() {
        List<Expression> elements = new ArrayList<>();
        while (!isSign("]")) {
            elements.add(parse());
            if (!takeSign(",")) {
                break;
            }
        }
        expect("]");
        return new Expression.ListOf(elements);
    }

    private List<Expression> arguments() {
        expect("(");
        List<Expression> arguments = new ArrayList<>();
        while (!isSign(")")) {
            arguments.add(parse());
            if (isSign("=")) {
                throw error("named arguments are not built: `" + source + "`.");
            }
            if (!takeSign(",")) {
                break;
            }
        }
        expect(")");
        return arguments;
    }

    private long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw error("`" + text + "` is no whole number.");
        }
    }

    private String word(String what) {
        Token token = next();
        if (token.kind() != Token.Kind.WORD) {
            throw error(what + "'s name belongs before `" + token.text() + "` in `" + source + "`.");
        }
        return token.text();
    }

    private void expect(String sign) {
        if (!takeSign(sign)) {
            throw error("`" + sign + "` is missing in `" + source + "`.");
        }
    }

    private boolean takeSign(String sign) {
        boolean is = isSign(sign);
        at += is ? 1 : 0;
        return is;
    }

    private boolean takeWord(String word) {
        boolean is = isWord(word);
        at += is ? 1 : 0;
        return is;
    }

    private boolean isSign(String sign) {
        return peek().kind() == Token.Kind.SIGN && peek().text().equals(sign);
    }

    private boolean isWord(String word) {
        return peek().kind() == Token.Kind.WORD && peek().text().equals(word);
    }

    private Token peek() {
        return at < tokens.size() ? tokens.get(at) : new Token(Token.Kind.END, "");
    }

    private Token next() {
        Token token = peek();
        at++;
        return token;
    }

    private JinjaException error(String what) {
        return new JinjaException(place + ": " + what);
    }
}
