package samara.transform.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftBoolean;
import samara.transform.draft.DraftList;
import samara.transform.draft.DraftNumber;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;

/// What a property's value can be.
sealed interface PropertyType {
    /// Anything.
    record Any() implements PropertyType {}

    /// A value of this kind, whatever is in it.
    record Plain(Kind kind) implements PropertyType {}

    /// An object of the properties that a table of its own lists.
    record Nested(String table) implements PropertyType {}

    /// A list of such values.
    record ListOf(PropertyType element) implements PropertyType {}

    /// An object of such values.
    record MapOf(PropertyType value) implements PropertyType {}

    /// One of these words.
    record Word(String word) implements PropertyType {}

    /// One of these.
    record OneOf(List<PropertyType> alternatives) implements PropertyType {}

    /// Kinds of values.
    enum Kind {
        STRING,
        BOOLEAN,
        INTEGER,
        NUMBER,
        OBJECT,
        LIST
    }

    /// Whether the value is of this type.
    default boolean accepts(Draft value) {
        return switch (this) {
            case Any any -> true;
            case Plain plain ->
                switch (plain.kind()) {
                    case STRING -> value instanceof DraftText;
                    case BOOLEAN -> value instanceof DraftBoolean;
                    case INTEGER -> value instanceof DraftBoolean || value instanceof DraftNumber n && n.isInteger();
                    case NUMBER -> value instanceof DraftNumber;
                    case OBJECT -> value instanceof DraftObject;
                    case LIST -> value instanceof DraftList;
                };
            case Nested nested -> value instanceof DraftObject;
            case ListOf list ->
                value instanceof DraftList own && own.elements().stream().allMatch(list.element()::accepts);
            case MapOf map ->
                value instanceof DraftObject object
                        && object.members().stream()
                                .allMatch(member -> map.value().accepts(member.value()));
            case Word word -> value.is(word.word());
            case OneOf oneOf -> oneOf.alternatives().stream().anyMatch(alternative -> alternative.accepts(value));
        };
    }

    /// The first thing within a value that keeps it from being accepted; the value itself where it is no list or object
    /// that the type has room for.
    default Draft misfit(Draft value) {
        return switch (this) {
            case ListOf list when value instanceof DraftList own -> firstMisfit(list.element(), own.elements(), value);
            case MapOf map
            when value instanceof DraftObject object ->
                firstMisfit(
                        map.value(),
                        object.members().stream().map(DraftObject.Member::value).toList(),
                        value);
            case OneOf oneOf ->
                oneOf.alternatives().stream()
                        .filter(alternative -> alternative.isOfKind(value))
                        .findFirst()
                        .map(alternative -> alternative.misfit(value))
                        .orElse(value);
            case ListOf list -> value;
            case MapOf map -> value;
            case Any any -> value;
            case Plain plain -> value;
            case Nested nested -> value;
            case Word word -> value;
        };
    }

    private static Draft firstMisfit(PropertyType type, List<? extends Draft> within, Draft whole) {
        for (Draft each : within) {
            if (!type.accepts(each)) {
                return type.misfit(each);
            }
        }
        return whole;
    }

    /// Whether the value is an object, list or whatever the type is, be what is in it as it may.
    default boolean isOfKind(Draft value) {
        return switch (this) {
            case Nested nested -> value instanceof DraftObject;
            case MapOf map -> value instanceof DraftObject;
            case ListOf list -> value instanceof DraftList;
            case OneOf oneOf -> oneOf.alternatives().stream().anyMatch(alternative -> alternative.isOfKind(value));
            case Any any -> true;
            case Plain plain -> accepts(value);
            case Word word -> accepts(value);
        };
    }

    /// The type for people, with its article.
    default String description() {
        return switch (this) {
            case Any any -> "a value";
            case Plain plain ->
                (plain.kind() == Kind.INTEGER || plain.kind() == Kind.OBJECT ? "an " : "a ")
                        + plain.kind().name().toLowerCase(Locale.ROOT);
            case Nested nested -> "an object";
            case ListOf list -> "a list, each element of it " + list.element().description();
            case MapOf map -> "an object, each value in it " + map.value().description();
            case Word word -> "`" + word.word() + "`";
            case OneOf oneOf ->
                oneOf.alternatives().stream().map(PropertyType::description).collect(Collectors.joining(" or "));
        };
    }

    /// Reads the notation of `properties.txt`.
    static PropertyType parse(String notation) {
        List<PropertyType> alternatives = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= notation.length(); i++) {
            char c = i == notation.length() ? '|' : notation.charAt(i);
            if (c == '<') {
                depth++;
            } else if (c == '>') {
                depth--;
            } else if (c == '|' && depth == 0) {
                alternatives.add(parseOne(notation.substring(start, i)));
                start = i + 1;
            }
        }
        return alternatives.size() == 1 ? alternatives.getFirst() : new OneOf(List.copyOf(alternatives));
    }

    private static PropertyType parseOne(String notation) {
        if (notation.startsWith("list<")) {
            return new ListOf(parse(notation.substring(5, notation.length() - 1)));
        }
        if (notation.startsWith("map<")) {
            return new MapOf(parse(notation.substring(4, notation.length() - 1)));
        }
        if (notation.startsWith("{")) {
            return new Nested(notation.substring(1, notation.length() - 1));
        }
        if (notation.startsWith("'")) {
            return new Word(notation.substring(1, notation.length() - 1));
        }
        return notation.equals("any") ? new Any() : new Plain(Kind.valueOf(notation.toUpperCase(Locale.ROOT)));
    }
}
