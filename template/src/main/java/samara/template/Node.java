package samara.template;

import java.util.List;
import java.util.Optional;

/// A value of a template. Nodes are immutable; two are equal when their values are, wherever they were written.
public sealed interface Node permits ObjectNode, ListNode, StringNode, NumberNode, BooleanNode, NullNode {

    /// Where this value was written, or the place of what caused it.
    Span span();

    /// The same value, said to be at another place.
    Node at(Span span);

    /// What people call this kind of value: `object`, `list`, `string`, `number`, `boolean` or `null`.
    default String kind() {
        return switch (this) {
            case ObjectNode o -> "object";
            case ListNode l -> "list";
            case StringNode s -> "string";
            case NumberNode n -> "number";
            case BooleanNode b -> "boolean";
            case NullNode n -> "null";
        };
    }

    /// This as an object, if it is one.
    default Optional<ObjectNode> asObject() {
        return this instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
    }

    /// This as a list's elements, if it is a list.
    default Optional<List<Node>> asList() {
        return this instanceof ListNode list ? Optional.of(list.elements()) : Optional.empty();
    }

    /// This as text, if it is a string; numbers and booleans are not.
    default Optional<String> asString() {
        return this instanceof StringNode string ? Optional.of(string.value()) : Optional.empty();
    }

    /// This as text, if it is a string, a number or a boolean: CloudFormation takes any of them for a string.
    default Optional<String> asText() {
        return switch (this) {
            case StringNode s -> Optional.of(s.value());
            case NumberNode n -> Optional.of(n.literal());
            case BooleanNode b -> Optional.of(Boolean.toString(b.value()));
            case ObjectNode o -> Optional.empty();
            case ListNode l -> Optional.empty();
            case NullNode n -> Optional.empty();
        };
    }
}
