package samara.cloud.dynamodb.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import samara.cloud.dynamodb.value.Value;
import samara.cloud.dynamodb.value.ValueType;
import samara.cloud.dynamodb.value.Values;

/// Parses conditions, filters and key conditions. `NOT` binds closer than `AND`, `AND` closer than `OR`.
///
/// See <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html>
public final class ConditionParser extends ExpressionParser {
    private static final String VALID_TYPES = "{B,NULL,SS,BOOL,L,BS,N,NS,S,M}";
    private static final int MAX_CANDIDATES = 100;

    private ConditionParser(ExpressionKind kind, String text, Placeholders placeholders) {
        super(kind, text, placeholders);
    }

    /// Parses an expression.
    ///
    /// @throws samara.wire.AwsException a `ValidationException` that says what is wrong with it
    public static ConditionExpression parse(ExpressionKind kind, String text, Placeholders placeholders) {
        var parser = new ConditionParser(kind, text, placeholders);
        Condition condition = parser.or();
        parser.finish();
        return new ConditionExpression(condition, parser.attributes());
    }

    private Condition or() {
        Condition left = and();
        while (acceptWord("OR")) {
            countOperator();
            left = new Condition.Or(left, and());
        }
        return left;
    }

    private Condition and() {
        Condition left = not();
        while (acceptWord("AND")) {
            countOperator();
            left = new Condition.And(left, not());
        }
        return left;
    }

    private Condition not() {
        if (acceptWord("NOT")) {
            countOperator();
            return new Condition.Not(not());
        }
        return primary();
    }

    private Condition primary() {
        if (peek().isSymbol("(")) {
            return group();
        }
        if (peek().kind() == Token.Kind.WORD && peekSecond().isSymbol("(") && !peek().isWord("size")) {
            return function();
        }
        return comparison(operand());
    }

    private Condition group() {
        expect("(");
        countOperator();
        if (isGroupOfGroup()) {
            throw kind.invalid("The expression has redundant parentheses;");
        }
        Condition condition = or();
        expect(")");
        return condition;
    }

    private Condition comparison(Operand left) {
        countOperator();
        for (Comparator comparator : Comparator.values()) {
            if (accept(comparator.symbol())) {
                Operand right = operand();
                checkComparison(comparator, left, right);
                return new Condition.Compare(comparator, left, right);
            }
        }
        if (acceptWord("BETWEEN")) {
            Operand lower = operand();
            if (!acceptWord("AND")) {
                throw syntaxError();
            }
            Operand upper = operand();
            checkBounds(lower, upper);
            return new Condition.Between(left, lower, upper);
        }
        if (acceptWord("IN")) {
            return new Condition.In(left, candidates());
        }
        throw syntaxError();
    }

    private List<Operand> candidates() {
        List<Operand> candidates = arguments();
        if (candidates.size() > MAX_CANDIDATES) {
            remember(
                    Rank.OPERAND_COUNT,
                    "Incorrect number of operands for operator or function; operator or function: IN, number of"
                            + " operands: " + candidates.size());
        }
        return candidates;
    }

    private void checkComparison(Comparator comparator, Operand left, Operand right) {
        if (left.equals(right) && left instanceof Operand.At(Path path)) {
            remember(
                    Rank.OPERANDS,
                    "The first operand must be distinct from the remaining operands for this operator or function;"
                            + " operator: " + comparator.symbol() + ", first operand: " + path);
        }
        if (comparator != Comparator.EQUAL && comparator != Comparator.NOT_EQUAL) {
            checkOrdered(comparator.symbol(), left);
            checkOrdered(comparator.symbol(), right);
        }
    }

    private void checkOrdered(String operator, Operand operand) {
        if (operand instanceof Operand.Literal(Value value) && !value.type().isOrdered()) {
            wrongType(operator, value);
        }
    }

    private void checkBounds(Operand lower, Operand upper) {
        checkOrdered("BETWEEN", lower);
        checkOrdered("BETWEEN", upper);
        if (!(lower instanceof Operand.Literal(Value from) && upper instanceof Operand.Literal(Value to))
                || isUndefined(from)
                || isUndefined(to)) {
            return;
        }
        String bounds = "; lower bound operand: AttributeValue: " + Values.spell(from)
                + ", upper bound operand: AttributeValue: " + Values.spell(to);
        if (from.type() != to.type()) {
            remember(Rank.OPERANDS, "The BETWEEN operator requires same data type for lower and upper bounds" + bounds);
        } else if (Values.compare(from, to).orElse(0) > 0) {
            remember(
                    Rank.OPERANDS,
                    "The BETWEEN operator requires upper bound to be greater than or equal to lower bound" + bounds);
        }
    }

    private Condition function() {
        countOperator();
        String name = next().text();
        List<Operand> arguments = arguments();
        return switch (name) {
            case "attribute_exists" -> new Condition.AttributeExists(onlyPath(name, arguments));
            case "attribute_not_exists" -> new Condition.AttributeNotExists(onlyPath(name, arguments));
            case "attribute_type" -> attributeType(name, arguments);
            case "begins_with" -> beginsWith(name, arguments);
            case "contains" -> contains(name, arguments);
            case "if_not_exists", "list_append" -> {
                remember(
                        Rank.MISUSED_FUNCTION,
                        "The function is not allowed in a " + (kind == ExpressionKind.FILTER ? "filter" : "condition")
                                + " expression; function: " + name);
                yield NOTHING;
            }
            default -> {
                remember(Rank.UNKNOWN_FUNCTION, "Invalid function name; function: " + name);
                yield NOTHING;
            }
        };
    }

    /// Stands where an error was remembered, and is never evaluated.
    private static final Condition NOTHING = new Condition.AttributeExists(Path.of(""));

    private List<Operand> arguments() {
        expect("(");
        var arguments = new ArrayList<Operand>();
        do {
            arguments.add(operand());
        } while (accept(","));
        expect(")");
        return arguments;
    }

    private boolean hasCount(String function, List<Operand> arguments, int count) {
        if (arguments.size() == count) {
            return true;
        }
        remember(
                Rank.OPERAND_COUNT,
                "Incorrect number of operands for operator or function; operator or function: " + function
                        + ", number of operands: " + arguments.size());
        return false;
    }

    private Optional<Path> firstPath(String function, List<Operand> arguments) {
        if (arguments.getFirst() instanceof Operand.At(Path path)) {
            return Optional.of(path);
        }
        remember(Rank.OPERANDS, "Operator or function requires a document path; operator or function: " + function);
        return Optional.empty();
    }

    private Path onlyPath(String function, List<Operand> arguments) {
        return hasCount(function, arguments, 1) ? firstPath(function, arguments).orElse(Path.of("")) : Path.of("");
    }

    private Condition attributeType(String name, List<Operand> arguments) {
        if (!hasCount(name, arguments, 2)) {
            return NOTHING;
        }
        Path path = firstPath(name, arguments).orElse(Path.of(""));
        switch (arguments.getLast()) {
            case Operand.Literal(Value.S(String type)) -> {
                for (ValueType known : ValueType.values()) {
                    if (known.name().equals(type)) {
                        return new Condition.AttributeType(path, known);
                    }
                }
                remember(
                        Rank.OPERANDS,
                        "Invalid attribute type name found; type: " + type + ", valid types: " + VALID_TYPES);
            }
            case Operand.Literal(Value value) -> wrongType(name, value);
            case Operand _ ->
                remember(
                        Rank.OPERANDS,
                        "Incorrect operand type for operator or function; operator or function: " + name
                                + ", operand type: path");
        }
        return NOTHING;
    }

    private Condition beginsWith(String name, List<Operand> arguments) {
        if (!hasCount(name, arguments, 2)) {
            return NOTHING;
        }
        for (Operand argument : arguments) {
            if (argument instanceof Operand.Literal(Value value)
                    && value.type() != ValueType.S
                    && value.type() != ValueType.B) {
                wrongType(name, value);
            }
        }
        checkDistinct(name, arguments);
        return new Condition.BeginsWith(arguments.getFirst(), arguments.getLast());
    }

    private Condition contains(String name, List<Operand> arguments) {
        if (!hasCount(name, arguments, 2)) {
            return NOTHING;
        }
        checkDistinct(name, arguments);
        return new Condition.Contains(arguments.getFirst(), arguments.getLast());
    }

    private void checkDistinct(String name, List<Operand> arguments) {
        if (arguments.getFirst() instanceof Operand.At(Path path)
                && arguments.getFirst().equals(arguments.getLast())) {
            remember(
                    Rank.OPERANDS,
                    "The first operand must be distinct from the remaining operands for this operator or function;"
                            + " operator: " + name + ", first operand: " + path);
        }
    }

    private Operand operand() {
        if (peek().kind() == Token.Kind.VALUE) {
            return literal();
        }
        if (!isPathNext()) {
            throw syntaxError();
        }
        if (peek().kind() == Token.Kind.WORD && peekSecond().isSymbol("(")) {
            return size();
        }
        return new Operand.At(path());
    }

    private Operand size() {
        String name = next().text();
        List<Operand> arguments = arguments();
        if (!name.equals("size")) {
            boolean known = List.of(
                            "attribute_exists",
                            "attribute_not_exists",
                            "attribute_type",
                            "begins_with",
                            "contains",
                            "if_not_exists",
                            "list_append")
                    .contains(name);
            if (known) {
                remember(
                        Rank.MISUSED_FUNCTION,
                        "The function is not allowed to be used this way in an expression; function: " + name);
            } else {
                remember(Rank.UNKNOWN_FUNCTION, "Invalid function name; function: " + name);
            }
            return new Operand.Size(Path.of(""));
        }
        return hasCount(name, arguments, 1)
                ? new Operand.Size(firstPath(name, arguments).orElse(Path.of("")))
                : new Operand.Size(Path.of(""));
    }
}
