package samara.transform.model;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftBoolean;
import samara.transform.draft.DraftList;
import samara.transform.draft.DraftNumber;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.draft.Elements;
import samara.transform.draft.PythonText;

/// Reads a value as the type that a property has, as AWS's transform does it for its newer resource types, by Pydantic:
/// `5` is a string as well, `"5"` a number, `yes` a boolean, and a list of pairs an object. The first alternative that
/// takes the value counts. See <https://docs.pydantic.dev/1.10/usage/models/#data-conversion>.
final class LenientValue {
    private static final Set<String> TRUE = Set.of("1", "on", "t", "true", "y", "yes");
    private static final Set<String> FALSE = Set.of("0", "off", "f", "false", "n", "no");
    private static final Pattern INTEGER = Pattern.compile("[+-]?\\d+(_\\d+)*");
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    private LenientValue() {}

    /// The value as it is taken; empty where the type can't take it.
    static Optional<? extends Draft> read(PropertyType type, Draft value) {
        return switch (type) {
            case PropertyType.Any any -> Optional.of(value);
            case PropertyType.Plain plain -> plain(plain.kind(), value);
            case PropertyType.Nested nested ->
                object(value)
                        .map(object ->
                                PropertyTable.of("property " + nested.table()).converted(object));
            case PropertyType.ListOf list -> list(list, value);
            case PropertyType.MapOf map -> object(value).flatMap(object -> map(map, object));
            case PropertyType.Word word -> Optional.of(value).filter(type::accepts);
            case PropertyType.OneOf oneOf ->
                oneOf.alternatives().stream()
                        .map(alternative -> read(alternative, value))
                        .filter(Optional::isPresent)
                        .findFirst()
                        .flatMap(taken -> taken);
        };
    }

    private static Optional<? extends Draft> plain(PropertyType.Kind kind, Draft value) {
        return switch (kind) {
            case STRING -> text(value);
            case BOOLEAN -> bool(value);
            case INTEGER -> number(value, INTEGER).map(number -> integer(number, value));
            case NUMBER -> number(value, NUMBER).map(number -> new DraftNumber(number.toString(), value.span()));
            case OBJECT -> object(value);
            case LIST -> Optional.of(value).filter(DraftList.class::isInstance);
        };
    }

    private static Optional<DraftText> text(Draft value) {
        return switch (value) {
            case DraftText text -> Optional.of(text);
            case DraftNumber number -> Optional.of(new DraftText(PythonText.str(number), false, number.span()));
            case DraftBoolean bool -> Optional.of(new DraftText(PythonText.str(bool), false, bool.span()));
            default -> Optional.empty();
        };
    }

    private static Optional<DraftBoolean> bool(Draft value) {
        String word = switch (value) {
            case DraftText text -> text.value().toLowerCase(Locale.ROOT);
            case DraftNumber number -> number.value().stripTrailingZeros().toPlainString();
            case DraftBoolean bool -> Boolean.toString(bool.value());
            default -> "";
        };
        return TRUE.contains(word) || FALSE.contains(word)
                ? Optional.of(new DraftBoolean(TRUE.contains(word), value.span()))
                : Optional.empty();
    }

    private static Optional<BigDecimal> number(Draft value, Pattern written) {
        return switch (value) {
            case DraftNumber number -> Optional.of(number.value());
            case DraftBoolean bool -> Optional.of(bool.value() ? BigDecimal.ONE : BigDecimal.ZERO);
            case DraftText text
            when written.matcher(text.value().strip()).matches() ->
                Optional.of(new BigDecimal(text.value().strip().replace("_", "")));
            default -> Optional.empty();
        };
    }

    private static DraftNumber integer(BigDecimal number, Draft value) {
        return new DraftNumber(number.toBigInteger().toString(), value.span());
    }

    private static Optional<DraftList> list(PropertyType.ListOf type, Draft value) {
        if (!(value instanceof DraftList given)) {
            return Optional.empty();
        }
        DraftList taken = DraftList.at(given.span());
        for (Draft element : given) {
            Optional<? extends Draft> one = read(type.element(), element);
            if (one.isEmpty()) {
                return Optional.empty();
            }
            taken.add(one.get());
        }
        return Optional.of(taken);
    }

    private static Optional<DraftObject> map(PropertyType.MapOf type, DraftObject given) {
        DraftObject taken = given.shallowCopy();
        for (DraftObject.Member member : given.members()) {
            Optional<? extends Draft> one = read(type.value(), member.value());
            if (one.isEmpty()) {
                return Optional.empty();
            }
            taken.put(member.name(), one.get());
        }
        return Optional.of(taken);
    }

    /// An object as it is, or one of the pairs that a value consists of.
    private static Optional<DraftObject> object(Draft value) {
        if (value instanceof DraftObject object) {
            return Optional.of(object);
        }
        if (!(value instanceof DraftList) && !value.is("")) {
            return Optional.empty();
        }
        DraftObject made = DraftObject.at(value.span());
        for (Draft element : Elements.of(value).orElse(List.of())) {
            List<? extends Draft> pair = Elements.of(element).orElse(List.of());
            Optional<DraftText> name = pair.size() == 2 ? text(pair.getFirst()) : Optional.empty();
            if (name.isEmpty()) {
                return Optional.empty();
            }
            DraftText text = name.get();
            made.put(new DraftObject.Name(text.value(), text.unicode(), text.span()), pair.getLast());
        }
        return Optional.of(made);
    }
}
