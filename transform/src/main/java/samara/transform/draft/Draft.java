package samara.transform.draft;

import samara.template.BooleanNode;
import samara.template.ListNode;
import samara.template.Node;
import samara.template.NullNode;
import samara.template.NumberNode;
import samara.template.ObjectNode;
import samara.template.Span;
import samara.template.StringNode;

/// A value in the tree that the transform works on. What the transform makes has no place of its own ([#UNPLACED]):
/// it gets that of the object around it when the tree becomes nodes again.
public sealed interface Draft permits DraftObject, DraftList, DraftText, DraftNumber, DraftBoolean, Nothing {

    /// The place of what the transform made and nobody wrote.
    Span UNPLACED = Span.outside("generated");

    /// Where it was written.
    Span span();

    /// Whether it counts as given: neither missing, null, false, zero nor empty.
    boolean truthy();

    /// A copy that shares nothing that can change.
    Draft copy();

    /// As a node; what has no place of its own is at `fallback`.
    Node toNode(Span fallback);

    /// What people call this kind of value.
    default String kind() {
        return switch (this) {
            case DraftObject o -> "object";
            case DraftList l -> "list";
            case DraftText t -> "string";
            case DraftNumber n -> "number";
            case DraftBoolean b -> "boolean";
            case Nothing n -> "null";
        };
    }

    /// The same with its article.
    default String aKind() {
        return this instanceof Nothing ? kind() : (this instanceof DraftObject ? "an " : "a ") + kind();
    }

    /// Whether it is missing or null.
    default boolean isNothing() {
        return this instanceof Nothing;
    }

    /// Whether it is this text.
    default boolean is(String text) {
        return this instanceof DraftText own && own.value().equals(text);
    }

    /// A tree from a template's nodes.
    static Draft of(Node node) {
        return of(node, false);
    }

    /// A tree from a template's nodes, whose text and order are seen in a deployment's id.
    static Draft legacy(Node node) {
        return of(node, true);
    }

    private static Draft of(Node node, boolean legacy) {
        return switch (node) {
            case ObjectNode object -> {
                DraftObject draft = legacy ? DraftObject.legacy(object.span()) : DraftObject.at(object.span());
                object.members()
                        .forEach((name, member) -> draft.put(
                                new DraftObject.Name(name, legacy, member.nameSpan()), of(member.value(), legacy)));
                yield draft;
            }
            case ListNode list -> {
                DraftList draft = DraftList.at(list.span());
                list.elements().forEach(element -> draft.add(of(element, legacy)));
                yield draft;
            }
            case StringNode string -> new DraftText(string.value(), legacy, string.span());
            case NumberNode number -> new DraftNumber(number.literal(), number.span());
            case BooleanNode bool -> new DraftBoolean(bool.value(), bool.span());
            case NullNode nil -> new Nothing(nil.span());
        };
    }
}
