package samara.cloud.dynamodb;

import java.util.Map;
import java.util.Optional;
import samara.cloud.dynamodb.expression.ConditionExpression;
import samara.cloud.dynamodb.expression.UpdateExpression;
import samara.cloud.dynamodb.value.Value;

/// One write to one item, checked but not made.
///
/// @param key the table's key, and nothing else
/// @param condition what must hold for the item as it is
record Write(LiveTable table, Map<String, Value> key, Change change, Optional<ConditionExpression> condition) {

    /// What becomes of the item.
    sealed interface Change {}

    /// It becomes this.
    record Put(Map<String, Value> item) implements Change {}

    /// It is changed, or made if there is none.
    record Update(UpdateExpression expression) implements Change {}

    /// It goes.
    record Delete() implements Change {}

    /// It stays: only the condition counts.
    record Check() implements Change {}

    /// How a write went.
    sealed interface Result {}

    /// It was made.
    ///
    /// @param before nothing, if there was no item
    /// @param after nothing, if there is none now
    record Made(Write write, Optional<Map<String, Value>> before, Optional<Map<String, Value>> after)
            implements Result {}

    /// Its condition does not hold.
    ///
    /// @param item the item as it is
    record ConditionFailed(Optional<Map<String, Value>> item) implements Result {}

    /// The item does not allow it.
    record Rejected(samara.wire.AwsException reason) implements Result {}
}
