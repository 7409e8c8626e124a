package samara.cli.init.jinja;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What an expression can be.
public sealed interface Value {

    /// A text.
    record Text(String value) implements Value {}

    /// True or false.
    record Flag(boolean value) implements Value {}

    /// A whole number.
    record Whole(long value) implements Value {}

    /// A list.
    record Items(List<Value> values) implements Value {
        public Items {
            values = List.copyOf(values);
        }
    }

    /// Named values in order.
    record Dict(Map<String, Value> members) implements Value {
        public Dict {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }

        /// A copy with this member.
        public Dict with(String name, Value value) {
            var copy = new LinkedHashMap<>(members);
            copy.put(name, value);
            return new Dict(copy);
        }
    }

    /// `none`.
    record None() implements Value {}

    /// What no name stands for; `what` is how the template called it.
    record Undefined(String what) implements Value {}

    /// A text.
    static Value of(String text) {
        return new Text(text);
    }

    /// A list of texts.
    static Value of(List<String> texts) {
        return new Items(texts.stream().map(Value::of).toList());
    }

    /// What `for` and the filters of lists go over: a list's values, a dictionary's names, a text's characters. Empty
    /// where it is none of these.
    default Optional<List<Value>> elements() {
        return switch (this) {
            case Items items -> Optional.of(items.values());
            case Dict dict ->
                Optional.of(dict.members().keySet().stream().map(Value::of).toList());
            case Text text ->
                Optional.of(text.value()
                        .codePoints()
                        .mapToObj(Character::toString)
                        .map(Value::of)
                        .toList());
            case Flag _, Whole _, None _, Undefined _ -> Optional.empty();
        };
    }

    /// Whether `if` takes it for true.
    default boolean isTrue() {
        return switch (this) {
            case Text text -> !text.value().isEmpty();
            case Flag flag -> flag.value();
            case Whole whole -> whole.value() != 0;
            case Items items -> !items.values().isEmpty();
            case Dict dict -> !dict.members().isEmpty();
            case None _, Undefined _ -> false;
        };
    }

    /// How it is printed; lists and dictionaries as Python prints them.
    default String shown() {
        return switch (this) {
            case Text text -> text.value();
            case Flag flag -> flag.value() ? "True" : "False";
            case Whole whole -> Long.toString(whole.value());
            case Items items ->
                "["
                        + String.join(
                                ", ", items.values().stream().map(Value::quoted).toList()) + "]";
            case Dict dict ->
                "{"
                        + String.join(
                                ", ",
                                dict.members().entrySet().stream()
                                        .map(entry -> quoted(of(entry.getKey())) + ": " + quoted(entry.getValue()))
                                        .toList())
                        + "}";
            case None _ -> "None";
            case Undefined _ -> "";
        };
    }

    private static String quoted(Value value) {
        return value instanceof Text(String text)
                ? "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
                : value.shown();
    }

    /// What people call this kind of value.
    default String kind() {
        return switch (this) {
            case Text _ -> "text";
            case Flag _ -> "boolean";
            case Whole _ -> "number";
            case Items _ -> "list";
            case Dict _ -> "dictionary";
            case None _ -> "none";
            case Undefined _ -> "undefined value";
        };
    }
}
