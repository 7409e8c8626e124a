package samara.cloud.dynamodb.expression;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import samara.cloud.dynamodb.value.Value;
import samara.wire.AwsException;

/// What the parsers share: tokens, paths, placeholders and errors. A syntax error wins over every other; among the
/// others DynamoDB has an order too ([Rank]), so they are remembered and thrown at the end of the text.
abstract class ExpressionParser {
    private static final int MAX_BYTES = 4096;
    private static final int MAX_OPERATORS = 300;
    private static final Value UNDEFINED = new Value.Null();

    /// Which of several errors of an expression DynamoDB tells first.
    enum Rank {
        RESERVED_WORD,
        UNKNOWN_FUNCTION,
        UNDEFINED_NAME,
        UNDEFINED_VALUE,
        OPERAND_COUNT,
        MISUSED_FUNCTION,
        OPERANDS,
        PATHS
    }

    private record Remembered(Rank rank, String message) {}

    final ExpressionKind kind;
    private final String text;
    private final List<Token> tokens;
    private final Placeholders placeholders;
    private final Set<String> attributes = new LinkedHashSet<>();
    private int at;
    private int operators;
    private @Nullable Remembered error;

    ExpressionParser(ExpressionKind kind, String text, Placeholders placeholders) {
        this.kind = kind;
        this.text = text;
        this.placeholders = placeholders;
        if (text.isBlank()) {
            throw kind.invalid("The expression can not be empty;");
        }
        int size = text.getBytes(StandardCharsets.UTF_8).length;
        if (size > MAX_BYTES) {
            throw kind.invalid("Expression size has exceeded the maximum allowed size; expression size: " + size);
        }
        tokens = Lexer.tokens(text);
    }

    final Token peek() {
        return tokens.get(at);
    }

    final Token peekSecond() {
        return tokens.get(Math.min(at + 1, tokens.size() - 1));
    }

    final Token next() {
        return tokens.get(peek().kind() == Token.Kind.END ? at : at++);
    }

    final boolean accept(String symbol) {
        if (peek().isSymbol(symbol)) {
            at++;
            return true;
        }
        return false;
    }

    final void expect(String symbol) {
        if (!accept(symbol)) {
            throw syntaxError();
        }
    }

    final boolean acceptWord(String keyword) {
        if (peek().isWord(keyword)) {
            at++;
            return true;
        }
        return false;
    }

    /// Whether what comes next is `( … ) )`: a group that is all that the group around it holds.
    final boolean isGroupOfGroup() {
        int depth = 0;
        int inner = at;
        do {
            Token token = tokens.get(inner++);
            if (token.kind() == Token.Kind.END) {
                return false;
            }
            depth += token.isSymbol("(") ? 1 : token.isSymbol(")") ? -1 : 0;
        } while (depth > 0);
        return inner > at + 1 && tokens.get(inner).isSymbol(")");
    }

    /// The error for the token that comes next.
    final AwsException syntaxError() {
        Token token = peek();
        int from = tokens.get(Math.max(at - 1, 0)).from();
        int to = tokens.get(Math.min(at + 1, tokens.size() - 1)).to();
        return kind.invalid(
                "Syntax error; token: \"" + token.text() + "\", near: \"" + text.substring(from, to) + "\"");
    }

    /// Counts an operator or a group, so that no expression nests deeper than DynamoDB allows operators.
    final void countOperator() {
        if (++operators > MAX_OPERATORS) {
            throw kind.invalid("The expression contains too many operators; operator count: " + operators);
        }
    }

    final void remember(Rank rank, String message) {
        if (error == null || rank.compareTo(error.rank()) < 0) {
            error = new Remembered(rank, message);
        }
    }

    /// To be called at the end: nothing may follow, and nothing may have been wrong.
    final void finish() {
        if (peek().kind() != Token.Kind.END) {
            throw syntaxError();
        }
        if (error != null) {
            throw kind.invalid(error.message());
        }
    }

    /// The attributes named so far, in order.
    final Set<String> attributes() {
        return attributes;
    }

    final boolean isPathNext() {
        return peek().kind() == Token.Kind.WORD || peek().kind() == Token.Kind.NAME;
    }

    final Path path() {
        var steps = new ArrayList<Path.Step>();
        String attribute = name();
        attributes.add(attribute);
        steps.add(new Path.Member(attribute));
        while (true) {
            if (accept(".")) {
                steps.add(new Path.Member(name()));
            } else if (accept("[")) {
                steps.add(new Path.Element(index()));
                expect("]");
            } else {
                return new Path(steps);
            }
        }
    }

    private int index() {
        Token token = peek();
        if (token.kind() != Token.Kind.INDEX) {
            throw syntaxError();
        }
        at++;
        if (token.text().length() > 9) {
            throw kind.invalid("List index is not within the allowable range; index: [" + token.text() + "]");
        }
        return Integer.parseInt(token.text());
    }

    private String name() {
        Token token = peek();
        if (token.kind() == Token.Kind.WORD) {
            at++;
            if (ReservedWords.contains(token.text())) {
                remember(Rank.RESERVED_WORD, "Attribute name is a reserved keyword; reserved keyword: " + token.text());
            }
            return token.text();
        }
        if (token.kind() == Token.Kind.NAME) {
            at++;
            return placeholders.name(token.text()).orElseGet(() -> {
                remember(
                        Rank.UNDEFINED_NAME,
                        "An expression attribute name used in the document path is not defined; attribute name: "
                                + token.text());
                return token.text();
            });
        }
        throw syntaxError();
    }

    final Operand.Literal literal() {
        Token token = peek();
        if (token.kind() != Token.Kind.VALUE) {
            throw syntaxError();
        }
        at++;
        return new Operand.Literal(placeholders.value(token.text()).orElseGet(() -> {
            remember(
                    Rank.UNDEFINED_VALUE,
                    "An expression attribute value used in expression is not defined; attribute value: "
                            + token.text());
            return UNDEFINED;
        }));
    }

    /// Whether the value is that of a placeholder that was not defined: no further errors about it.
    @SuppressWarnings("ReferenceEquality") // an equal value of a client is not the undefined one
    static boolean isUndefined(Value value) {
        return value == UNDEFINED;
    }

    final void wrongType(String operator, Value value) {
        if (!isUndefined(value)) {
            remember(
                    Rank.OPERANDS,
                    "Incorrect operand type for operator or function; operator or function: " + operator
                            + ", operand type: " + value.type());
        }
    }
}
