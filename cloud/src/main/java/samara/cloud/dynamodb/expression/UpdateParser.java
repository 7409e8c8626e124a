package samara.cloud.dynamodb.expression;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import samara.cloud.dynamodb.value.Value;
import samara.cloud.dynamodb.value.ValueType;

/// Parses updates: `SET`, `REMOVE`, `ADD` and `DELETE`, each at most once, in any order.
///
/// See <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html>
public final class UpdateParser extends ExpressionParser {
    private static final Set<ValueType> ADDABLE = Set.of(ValueType.N, ValueType.SS, ValueType.NS, ValueType.BS);
    private static final Set<ValueType> DELETABLE = Set.of(ValueType.SS, ValueType.NS, ValueType.BS);
    private static final Set<String> CONDITION_FUNCTIONS =
            Set.of("attribute_exists", "attribute_not_exists", "attribute_type", "begins_with", "contains", "size");

    private final List<UpdateExpression.Action> actions = new ArrayList<>();

    private UpdateParser(String text, Placeholders placeholders) {
        super(ExpressionKind.UPDATE, text, placeholders);
    }

    /// Parses an update expression.
    ///
    /// @throws samara.wire.AwsException a `ValidationException` that says what is wrong with it
    public static UpdateExpression parse(String text, Placeholders placeholders) {
        var parser = new UpdateParser(text, placeholders);
        parser.sections();
        PathOverlaps.find(parser.actions.stream()
                        .map(UpdateExpression.Action::path)
                        .toList())
                .ifPresent(message -> parser.remember(Rank.PATHS, message));
        parser.finish();
        return new UpdateExpression(parser.actions, parser.attributes());
    }

    private void sections() {
        var seen = new HashSet<String>();
        while (peek().kind() != Token.Kind.END) {
            Token keyword = peek();
            String section = keyword.text().toUpperCase(Locale.ROOT);
            if (keyword.kind() != Token.Kind.WORD
                    || !Set.of("SET", "REMOVE", "ADD", "DELETE").contains(section)) {
                throw syntaxError();
            }
            next();
            if (!seen.add(section)) {
                throw kind.invalid("The \"" + section + "\" section can only be used once in an update expression;");
            }
            do {
                countOperator();
                actions.add(action(section));
            } while (accept(","));
        }
    }

    private UpdateExpression.Action action(String section) {
        Path path = path();
        return switch (section) {
            case "SET" -> {
                expect("=");
                yield new UpdateExpression.SetTo(path, sum());
            }
            case "REMOVE" -> new UpdateExpression.Remove(path);
            case "ADD" -> new UpdateExpression.Add(path, operandOf("ADD", ADDABLE));
            case "DELETE" -> new UpdateExpression.Delete(path, operandOf("DELETE", DELETABLE));
            default -> throw new IllegalStateException(section);
        };
    }

    private Value operandOf(String operator, Set<ValueType> types) {
        Value value = literal().value();
        if (!isUndefined(value) && !types.contains(value.type())) {
            remember(
                    Rank.OPERANDS,
                    "Incorrect operand type for operator or function; operator: " + operator + ", operand type: "
                            + value.type().title() + ", typeSet: ALLOWED_FOR_" + operator + "_OPERAND");
        }
        return value;
    }

    private Operand sum() {
        Operand left = operand();
        if (accept("+")) {
            countOperator();
            return new Operand.Plus(number("+", left), number("+", operand()));
        }
        if (accept("-")) {
            countOperator();
            return new Operand.Minus(number("-", left), number("-", operand()));
        }
        return left;
    }

    private Operand number(String operator, Operand operand) {
        if (operand instanceof Operand.Literal(Value value) && value.type() != ValueType.N) {
            wrongType(operator, value);
        }
        if (operand instanceof Operand.ListAppend && isDefined(operand)) {
            remember(
                    Rank.OPERANDS,
                    "Incorrect operand type for operator or function; operator or function: " + operator
                            + ", operand type: L");
        }
        return operand;
    }

    private static boolean isDefined(Operand operand) {
        return !(operand instanceof Operand.Literal(Value value) && isUndefined(value));
    }

    private Operand operand() {
        if (accept("(")) {
            countOperator();
            Operand operand = sum();
            expect(")");
            return operand;
        }
        if (peek().kind() == Token.Kind.VALUE) {
            return literal();
        }
        if (!isPathNext()) {
            throw syntaxError();
        }
        if (peek().kind() == Token.Kind.WORD && peekSecond().isSymbol("(")) {
            return function();
        }
        return new Operand.At(path());
    }

    private Operand function() {
        countOperator();
        String name = next().text();
        expect("(");
        var arguments = new ArrayList<Operand>();
        do {
            arguments.add(sum());
        } while (accept(","));
        expect(")");
        if (CONDITION_FUNCTIONS.contains(name)) {
            remember(Rank.MISUSED_FUNCTION, "The function is not allowed in an update expression; function: " + name);
            return arguments.getFirst();
        }
        if (!name.equals("if_not_exists") && !name.equals("list_append")) {
            remember(Rank.UNKNOWN_FUNCTION, "Invalid function name; function: " + name);
            return arguments.getFirst();
        }
        if (arguments.size() != 2) {
            remember(
                    Rank.OPERAND_COUNT,
                    "Incorrect number of operands for operator or function; operator or function: " + name
                            + ", number of operands: " + arguments.size());
            return arguments.getFirst();
        }
        return name.equals("list_append") ? listAppend(arguments) : ifNotExists(arguments);
    }

    private Operand ifNotExists(List<Operand> arguments) {
        if (arguments.getFirst() instanceof Operand.At(Path path)) {
            return new Operand.IfNotExists(path, arguments.getLast());
        }
        remember(Rank.OPERANDS, "Operator or function requires a document path; operator or function: if_not_exists");
        return arguments.getLast();
    }

    private Operand listAppend(List<Operand> arguments) {
        for (Operand argument : arguments) {
            if (argument instanceof Operand.Literal(Value value) && value.type() != ValueType.L) {
                wrongType("list_append", value);
            }
        }
        return new Operand.ListAppend(arguments.getFirst(), arguments.getLast());
    }
}
