package samara.cloud.dynamodb.expression;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import samara.cloud.dynamodb.value.Value;

/// A document path such as `a.b[2]`: the name of an attribute and the way into it.
///
/// @param steps at least one; the first is a [Member]
public record Path(List<Step> steps) {
    public Path {
        steps = List.copyOf(steps);
    }

    /// One step of a path.
    public sealed interface Step {}

    /// The attribute or the member of a map of this name.
    public record Member(String name) implements Step {}

    /// The element of a list.
    public record Element(int index) implements Step {}

    /// The path of an attribute.
    public static Path of(String attribute) {
        return new Path(List.of(new Member(attribute)));
    }

    /// The attribute that it begins with.
    public String attribute() {
        return ((Member) steps.getFirst()).name();
    }

    /// Whether it is but an attribute's name.
    public boolean isAttribute() {
        return steps.size() == 1;
    }

    /// What is there in an item, or null.
    public @Nullable Value in(Map<String, Value> item) {
        Value value = item.get(attribute());
        for (int at = 1; at < steps.size() && value != null; at++) {
            value = follow(value, steps.get(at));
        }
        return value;
    }

    private static @Nullable Value follow(Value value, Step step) {
        return switch (step) {
            case Member(String name) -> value instanceof Value.M(Map<String, Value> members) ? members.get(name) : null;
            case Element(int index) ->
                value instanceof Value.L(List<Value> elements) && index < elements.size() ? elements.get(index) : null;
        };
    }

    /// As messages spell it: `[a, b, [2]]`.
    @Override
    public String toString() {
        return steps.stream()
                .map(step -> switch (step) {
                    case Member(String name) -> name;
                    case Element(int index) -> "[" + index + "]";
                })
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
