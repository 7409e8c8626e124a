package samara.cloud.dynamodb.expression;

import java.util.List;
import java.util.Set;
import samara.cloud.dynamodb.value.Value;

/// A parsed update.
///
/// @param attributes the attributes that it names, in order
public record UpdateExpression(List<Action> actions, Set<String> attributes) {

    /// One action of an update. All of an update see the item as it was before.
    public sealed interface Action {
        /// Where it changes the item.
        Path path();
    }

    /// `SET path = operand`.
    public record SetTo(Path path, Operand operand) implements Action {}

    /// `REMOVE path`.
    public record Remove(Path path) implements Action {}

    /// `ADD path value`: to a number or to a set.
    public record Add(Path path, Value value) implements Action {}

    /// `DELETE path value`: members from a set.
    public record Delete(Path path, Value value) implements Action {}

    /// An update that does nothing but make the item if there is none.
    public static UpdateExpression none() {
        return new UpdateExpression(List.of(), Set.of());
    }

    /// The paths that it changes, in order.
    public List<Path> paths() {
        return actions.stream().map(Action::path).toList();
    }
}
