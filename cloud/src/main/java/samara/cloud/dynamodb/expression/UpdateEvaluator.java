package samara.cloud.dynamodb.expression;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import samara.cloud.dynamodb.value.Bytes;
import samara.cloud.dynamodb.value.Decimal;
import samara.cloud.dynamodb.value.Invalid;
import samara.cloud.dynamodb.value.Value;
import samara.wire.AwsException;

/// Applies an update to an item. Everything is computed from the item as it was; then `SET` takes effect, then
/// `REMOVE`, `ADD` and `DELETE`, so that the indexes of list elements mean the list as it was.
public final class UpdateEvaluator {
    private final Map<String, Value> before;
    private final Map<String, Value> after;

    private UpdateEvaluator(Map<String, Value> before) {
        this.before = before;
        this.after = new LinkedHashMap<>(before);
    }

    /// The item after the update; `item` stays as it is. An item that is not there yet has its key's attributes.
    ///
    /// @throws samara.wire.AwsException a `ValidationException`, if the item does not allow the update
    public static Map<String, Value> apply(UpdateExpression update, Map<String, Value> item) {
        var evaluator = new UpdateEvaluator(item);
        evaluator.run(update.actions());
        return evaluator.after;
    }

    private record Change(Path path, @Nullable Value value) {}

    private void run(List<UpdateExpression.Action> actions) {
        var sets = new ArrayList<Change>();
        var removals = new ArrayList<Change>();
        for (UpdateExpression.Action action : actions) {
            switch (action) {
                case UpdateExpression.SetTo(Path path, Operand operand) -> sets.add(new Change(path, value(operand)));
                case UpdateExpression.Remove(Path path) -> removals.add(new Change(path, null));
                case UpdateExpression.Add(Path path, Value value) ->
                    sets.add(new Change(path, sum(path.in(before), value)));
                case UpdateExpression.Delete(Path path, Value value) -> {
                    Value there = path.in(before);
                    if (there != null) {
                        Value rest = difference(there, value);
                        (rest == null ? removals : sets).add(new Change(path, rest));
                    }
                }
            }
        }
        sets.sort(Comparator.comparingInt(change -> lastIndex(change.path())));
        removals.sort(Comparator.comparingInt(change -> -lastIndex(change.path())));
        sets.forEach(this::make);
        removals.forEach(this::make);
    }

    /// Elements are set from the front, so that those past the end are appended in order, and removed from the back,
    /// so that no removal moves an element that is still to be removed.
    private static int lastIndex(Path path) {
        return path.steps().getLast() instanceof Path.Element(int index) ? index : -1;
    }

    private void make(Change change) {
        String attribute = change.path().attribute();
        if (!change.path().isAttribute()) {
            Value at = after.get(attribute);
            if (at == null) {
                throw invalidPath();
            }
            after.put(attribute, changed(at, change, 1));
        } else if (change.value() == null) {
            after.remove(attribute);
        } else {
            after.put(attribute, change.value());
        }
    }

    private static Value changed(Value at, Change change, int depth) {
        boolean isLast = depth == change.path().steps().size() - 1;
        return switch (change.path().steps().get(depth)) {
            case Path.Member(String name) -> {
                if (!(at instanceof Value.M(Map<String, Value> old))) {
                    throw invalidPath();
                }
                var members = new LinkedHashMap<>(old);
                Value there = members.get(name);
                if (!isLast) {
                    if (there == null) {
                        throw invalidPath();
                    }
                    members.put(name, changed(there, change, depth + 1));
                } else if (change.value() == null) {
                    members.remove(name);
                } else {
                    members.put(name, change.value());
                }
                yield new Value.M(members);
            }
            case Path.Element(int index) -> {
                if (!(at instanceof Value.L(List<Value> old))) {
                    throw invalidPath();
                }
                yield new Value.L(changedList(old, index, change, depth));
            }
        };
    }

    private static List<Value> changedList(List<Value> old, int index, Change change, int depth) {
        var elements = new ArrayList<>(old);
        boolean isLast = depth == change.path().steps().size() - 1;
        if (!isLast) {
            if (index >= elements.size()) {
                throw invalidPath();
            }
            elements.set(index, changed(elements.get(index), change, depth + 1));
        } else if (change.value() == null) {
            if (index < elements.size()) {
                elements.remove(index);
            }
        } else if (index < elements.size()) {
            elements.set(index, change.value());
        } else {
            elements.add(change.value());
        }
        return elements;
    }

    private static AwsException invalidPath() {
        return Invalid.because("The document path provided in the update expression is invalid for update");
    }

    private static AwsException wrongType() {
        return Invalid.because("An operand in the update expression has an incorrect data type");
    }

    private Value value(Operand operand) {
        return switch (operand) {
            case Operand.Literal(Value value) -> value;
            case Operand.At(Path path) -> {
                Value value = path.in(before);
                if (value == null) {
                    throw Invalid.because(
                            "The provided expression refers to an attribute that does not exist in the item");
                }
                yield value;
            }
            case Operand.IfNotExists(Path path, Operand otherwise) -> {
                Value value = path.in(before);
                yield value == null ? value(otherwise) : value;
            }
            case Operand.ListAppend(Operand first, Operand second) -> {
                if (!(value(first) instanceof Value.L(List<Value> head))
                        || !(value(second) instanceof Value.L(List<Value> tail))) {
                    throw wrongType();
                }
                var elements = new ArrayList<>(head);
                elements.addAll(tail);
                yield new Value.L(elements);
            }
            case Operand.Plus(Operand left, Operand right) ->
                new Value.N(number(left).plus(number(right)));
            case Operand.Minus(Operand left, Operand right) ->
                new Value.N(number(left).minus(number(right)));
            case Operand.Size _ -> throw new IllegalStateException("A condition's operand in an update: " + operand);
        };
    }

    private Decimal number(Operand operand) {
        if (value(operand) instanceof Value.N(Decimal number)) {
            return number;
        }
        throw wrongType();
    }

    private static Value sum(@Nullable Value there, Value added) {
        if (there == null) {
            return added;
        }
        if (there instanceof Value.N(Decimal number) && added instanceof Value.N(Decimal other)) {
            return new Value.N(number.plus(other));
        }
        if (there instanceof Value.SS(List<String> members) && added instanceof Value.SS(List<String> other)) {
            return new Value.SS(union(members, other));
        }
        if (there instanceof Value.NS(List<Decimal> members) && added instanceof Value.NS(List<Decimal> other)) {
            return new Value.NS(union(members, other));
        }
        if (there instanceof Value.BS(List<Bytes> members) && added instanceof Value.BS(List<Bytes> other)) {
            return new Value.BS(union(members, other));
        }
        throw wrongType();
    }

    private static <T> List<T> union(List<T> left, List<T> right) {
        var members = new LinkedHashSet<>(left);
        members.addAll(right);
        return List.copyOf(members);
    }

    /// What is left of a set, null if nothing is: DynamoDB has no empty sets.
    private static @Nullable Value difference(Value there, Value taken) {
        if (there instanceof Value.SS(List<String> members) && taken instanceof Value.SS(List<String> other)) {
            List<String> rest = without(members, other);
            return rest.isEmpty() ? null : new Value.SS(rest);
        }
        if (there instanceof Value.NS(List<Decimal> members) && taken instanceof Value.NS(List<Decimal> other)) {
            List<Decimal> rest = without(members, other);
            return rest.isEmpty() ? null : new Value.NS(rest);
        }
        if (there instanceof Value.BS(List<Bytes> members) && taken instanceof Value.BS(List<Bytes> other)) {
            List<Bytes> rest = without(members, other);
            return rest.isEmpty() ? null : new Value.BS(rest);
        }
        throw wrongType();
    }

    private static <T> List<T> without(List<T> members, List<T> taken) {
        return members.stream().filter(member -> !taken.contains(member)).toList();
    }
}
