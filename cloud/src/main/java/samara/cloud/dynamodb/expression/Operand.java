package samara.cloud.dynamodb.expression;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import samara.cloud.dynamodb.value.Decimal;
import samara.cloud.dynamodb.value.Value;
import samara.cloud.dynamodb.value.Values;

/// What conditions and updates compute with.
public sealed interface Operand {
    /// What is at a path of the item.
    record At(Path path) implements Operand {}

    /// A value of the request.
    record Literal(Value value) implements Operand {}

    /// `size(path)`.
    record Size(Path path) implements Operand {}

    /// `if_not_exists(path, operand)`, in updates only.
    record IfNotExists(Path path, Operand otherwise) implements Operand {}

    /// `list_append(operand, operand)`, in updates only.
    record ListAppend(Operand first, Operand second) implements Operand {}

    /// `operand + operand`, in updates only.
    record Plus(Operand left, Operand right) implements Operand {}

    /// `operand - operand`, in updates only.
    record Minus(Operand left, Operand right) implements Operand {}

    /// The operand's value for an item as conditions see it, null where the item has none.
    default @Nullable Value in(Map<String, Value> item) {
        return switch (this) {
            case At(Path path) -> path.in(item);
            case Literal(Value value) -> value;
            case Size(Path path) -> {
                Value value = path.in(item);
                yield value == null
                        ? null
                        : Values.length(value)
                                .<Value>map(length -> new Value.N(Decimal.of(length)))
                                .orElse(null);
            }
            case IfNotExists _, ListAppend _, Plus _, Minus _ ->
                throw new IllegalStateException("An update's operand in a condition: " + this);
        };
    }
}
