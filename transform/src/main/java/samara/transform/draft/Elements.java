package samara.transform.draft;

import java.util.List;
import java.util.Optional;

/// What a value consists of when it is walked as a list, as AWS's transform walks it: the elements of a list, the names
/// of an object, the characters of a string.
public final class Elements {
    private Elements() {}

    /// The elements; empty for what can't be walked.
    public static Optional<List<? extends Draft>> of(Draft value) {
        return switch (value) {
            case DraftList list -> Optional.of(list.elements());
            case DraftObject object -> Optional.of(names(object));
            case DraftText text ->
                Optional.of(text.value()
                        .codePoints()
                        .mapToObj(point -> text.with(Character.toString(point)))
                        .toList());
            case DraftNumber number -> Optional.empty();
            case DraftBoolean bool -> Optional.empty();
            case Nothing nothing -> Optional.empty();
        };
    }

    private static List<DraftText> names(DraftObject object) {
        return object.members().stream()
                .map(DraftObject.Member::name)
                .map(name -> new DraftText(name.value(), name.unicode(), name.span()))
                .toList();
    }
}
