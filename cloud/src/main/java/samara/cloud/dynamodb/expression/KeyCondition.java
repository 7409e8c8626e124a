package samara.cloud.dynamodb.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import samara.cloud.dynamodb.value.Invalid;
import samara.cloud.dynamodb.value.Value;
import samara.wire.AwsException;

/// Which items a query reads: one partition, and a range of its sort keys.
public record KeyCondition(Value partition, Optional<SortCondition> sort) {
    private static final String PREFIX = "Invalid condition in KeyConditionExpression: ";

    /// A condition on the sort key.
    public sealed interface SortCondition {
        /// The values that it names.
        default List<Value> values() {
            return switch (this) {
                case Compared(Comparator _, Value value) -> List.of(value);
                case Between(Value lower, Value upper) -> List.of(lower, upper);
                case BeginsWith(Value prefix) -> List.of(prefix);
            };
        }
    }

    /// `sort < :value` and the like.
    public record Compared(Comparator comparator, Value value) implements SortCondition {}

    /// `sort BETWEEN :lower AND :upper`.
    public record Between(Value lower, Value upper) implements SortCondition {}

    /// `begins_with(sort, :prefix)`.
    public record BeginsWith(Value prefix) implements SortCondition {}

    private record Named(String attribute, SortCondition condition) {}

    /// What a parsed key condition means for a key of these attributes.
    ///
    /// @throws samara.wire.AwsException a `ValidationException`, if it is no condition on that key
    public static KeyCondition of(ConditionExpression expression, String partitionKey, Optional<String> sortKey) {
        var found = new ArrayList<Named>();
        collect(expression.condition(), found);
        if (found.size() > 2) {
            throw Invalid.because("Conditions can be of length 1 or 2 only");
        }
        if (found.size() == 2
                && found.getFirst().attribute().equals(found.getLast().attribute())) {
            throw Invalid.because("KeyConditionExpressions must only contain one condition per key");
        }
        Named partition = found.stream()
                .filter(named -> named.attribute().equals(partitionKey))
                .findFirst()
                .orElseThrow(() -> Invalid.because("Query condition missed key schema element: " + partitionKey));
        if (!(partition.condition() instanceof Compared(Comparator comparator, Value value))
                || comparator != Comparator.EQUAL) {
            throw Invalid.because("Query key condition not supported");
        }
        if (found.size() == 1) {
            return new KeyCondition(value, Optional.empty());
        }
        Named sort = found.getFirst().equals(partition) ? found.getLast() : found.getFirst();
        if (sortKey.isEmpty() || !sort.attribute().equals(sortKey.get())) {
            throw Invalid.because(sortKey.map(name -> "Query condition missed key schema element: " + name)
                    .orElse("Query key condition not supported"));
        }
        return new KeyCondition(value, Optional.of(sort.condition()));
    }

    private static void collect(Condition condition, List<Named> found) {
        switch (condition) {
            case Condition.And(Condition left, Condition right) -> {
                collect(left, found);
                collect(right, found);
            }
            case Condition.Compare(Comparator comparator, Operand left, Operand right) -> {
                if (comparator == Comparator.NOT_EQUAL) {
                    throw operator("<>");
                }
                found.add(
                        left instanceof Operand.Literal
                                ? new Named(attribute(right), new Compared(mirrored(comparator), literal(left)))
                                : new Named(attribute(left), new Compared(comparator, literal(right))));
            }
            case Condition.Between(Operand operand, Operand lower, Operand upper) ->
                found.add(new Named(attribute(operand), new Between(literal(lower), literal(upper))));
            case Condition.BeginsWith(Operand operand, Operand prefix) ->
                found.add(new Named(attribute(operand), new BeginsWith(literal(prefix))));
            case Condition.Or _ -> throw operator("OR");
            case Condition.Not _ -> throw operator("NOT");
            case Condition.In _ -> throw operator("IN");
            case Condition.AttributeExists _ -> throw operator("attribute_exists");
            case Condition.AttributeNotExists _ -> throw operator("attribute_not_exists");
            case Condition.AttributeType _ -> throw operator("attribute_type");
            case Condition.Contains _ -> throw operator("contains");
        }
    }

    private static Comparator mirrored(Comparator comparator) {
        return switch (comparator) {
            case EQUAL, NOT_EQUAL -> comparator;
            case LESS -> Comparator.GREATER;
            case LESS_OR_EQUAL -> Comparator.GREATER_OR_EQUAL;
            case GREATER -> Comparator.LESS;
            case GREATER_OR_EQUAL -> Comparator.LESS_OR_EQUAL;
        };
    }

    private static AwsException operator(String operator) {
        return Invalid.because("Invalid operator used in KeyConditionExpression: " + operator);
    }

    private static String attribute(Operand operand) {
        return switch (operand) {
            case Operand.At(Path path) -> {
                if (!path.isAttribute()) {
                    throw Invalid.because("KeyConditionExpressions cannot have conditions on nested attributes");
                }
                yield path.attribute();
            }
            case Operand.Literal _ -> throw Invalid.because(PREFIX + "No key attribute specified");
            case Operand.Size _ -> throw Invalid.because("KeyConditionExpressions cannot contain nested operations");
            case Operand.IfNotExists _, Operand.ListAppend _, Operand.Plus _, Operand.Minus _ ->
                throw new IllegalStateException("An update's operand in a key condition: " + operand);
        };
    }

    private static Value literal(Operand operand) {
        return switch (operand) {
            case Operand.Literal(Value value) -> value;
            case Operand.At _ -> throw Invalid.because(PREFIX + "Multiple attribute names used in one condition");
            case Operand.Size _ -> throw Invalid.because("KeyConditionExpressions cannot contain nested operations");
            case Operand.IfNotExists _, Operand.ListAppend _, Operand.Plus _, Operand.Minus _ ->
                throw new IllegalStateException("An update's operand in a key condition: " + operand);
        };
    }
}
