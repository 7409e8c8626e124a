package samara.cloud.dynamodb.expression;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import samara.cloud.dynamodb.value.Bytes;
import samara.cloud.dynamodb.value.Decimal;
import samara.cloud.dynamodb.value.Value;
import samara.cloud.dynamodb.value.ValueType;
import samara.cloud.dynamodb.value.Values;

/// A condition on an item. What an item lacks makes every comparison false but `<>`.
public sealed interface Condition {
    record And(Condition left, Condition right) implements Condition {}

    record Or(Condition left, Condition right) implements Condition {}

    record Not(Condition negated) implements Condition {}

    record Compare(Comparator comparator, Operand left, Operand right) implements Condition {}

    record Between(Operand operand, Operand lower, Operand upper) implements Condition {}

    record In(Operand operand, List<Operand> candidates) implements Condition {}

    record AttributeExists(Path path) implements Condition {}

    record AttributeNotExists(Path path) implements Condition {}

    record AttributeType(Path path, ValueType type) implements Condition {}

    record BeginsWith(Operand operand, Operand prefix) implements Condition {}

    record Contains(Operand operand, Operand part) implements Condition {}

    /// Whether it holds for an item; an item that is not there is an empty one.
    default boolean holds(Map<String, Value> item) {
        return switch (this) {
            case And(Condition left, Condition right) -> left.holds(item) && right.holds(item);
            case Or(Condition left, Condition right) -> left.holds(item) || right.holds(item);
            case Not(Condition negated) -> !negated.holds(item);
            case Compare(Comparator comparator, Operand left, Operand right) ->
                compare(comparator, left.in(item), right.in(item));
            case Between(Operand operand, Operand lower, Operand upper) ->
                compare(Comparator.GREATER_OR_EQUAL, operand.in(item), lower.in(item))
                        && compare(Comparator.LESS_OR_EQUAL, operand.in(item), upper.in(item));
            case In(Operand operand, List<Operand> candidates) ->
                candidates.stream()
                        .anyMatch(candidate -> compare(Comparator.EQUAL, operand.in(item), candidate.in(item)));
            case AttributeExists(Path path) -> path.in(item) != null;
            case AttributeNotExists(Path path) -> path.in(item) == null;
            case AttributeType(Path path, ValueType type) -> {
                Value value = path.in(item);
                yield value != null && value.type() == type;
            }
            case BeginsWith(Operand operand, Operand prefix) -> beginsWith(operand.in(item), prefix.in(item));
            case Contains(Operand operand, Operand part) -> contains(operand.in(item), part.in(item));
        };
    }

    private static boolean compare(Comparator comparator, @Nullable Value left, @Nullable Value right) {
        if (left == null || right == null) {
            return comparator == Comparator.NOT_EQUAL;
        }
        return switch (comparator) {
            case EQUAL -> Values.equal(left, right);
            case NOT_EQUAL -> !Values.equal(left, right);
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
                Values.compare(left, right).map(comparator::holds).orElse(false);
        };
    }

    private static boolean beginsWith(@Nullable Value value, @Nullable Value prefix) {
        if (value instanceof Value.S(String text) && prefix instanceof Value.S(String start)) {
            return text.startsWith(start);
        }
        return value instanceof Value.B(Bytes bytes)
                && prefix instanceof Value.B(Bytes start)
                && bytes.startsWith(start);
    }

    private static boolean contains(@Nullable Value value, @Nullable Value part) {
        if (value == null || part == null) {
            return false;
        }
        return switch (value) {
            case Value.S(String text) -> part instanceof Value.S(String other) && text.contains(other);
            case Value.B(Bytes bytes) -> part instanceof Value.B(Bytes other) && bytes.contains(other);
            case Value.SS(List<String> members) -> part instanceof Value.S(String other) && members.contains(other);
            case Value.NS(List<Decimal> members) -> part instanceof Value.N(Decimal other) && members.contains(other);
            case Value.BS(List<Bytes> members) -> part instanceof Value.B(Bytes other) && members.contains(other);
            case Value.L(List<Value> elements) -> elements.stream().anyMatch(element -> Values.equal(element, part));
            case Value.M _, Value.N _, Value.Bool _, Value.Null _ -> false;
        };
    }
}
