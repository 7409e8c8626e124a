package samara.cloud.dynamodb.expression;

import java.util.Map;
import java.util.Set;
import samara.cloud.dynamodb.value.Value;

/// A parsed condition, filter or key condition.
///
/// @param attributes the attributes that it names, in order
public record ConditionExpression(Condition condition, Set<String> attributes) {

    /// Whether it holds for an item; an item that is not there is an empty one.
    public boolean holds(Map<String, Value> item) {
        return condition.holds(item);
    }
}
