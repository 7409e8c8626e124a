package samara.template;

import java.util.List;
import java.util.stream.Stream;

/// A list of values.
public record ListNode(List<Node> elements, Span span) implements Node {

    public ListNode {
        elements = List.copyOf(elements);
    }

    /// A list of what a transform made, at the place of what caused it.
    public static ListNode of(Span span, Node... elements) {
        return new ListNode(List.of(elements), span);
    }

    /// How many elements there are.
    public int size() {
        return elements.size();
    }

    /// Whether there are none.
    public boolean isEmpty() {
        return elements.isEmpty();
    }

    /// The elements in order.
    public Stream<Node> stream() {
        return elements.stream();
    }

    @Override
    public ListNode at(Span place) {
        return new ListNode(elements, place);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ListNode list && elements.equals(list.elements);
    }

    @Override
    public int hashCode() {
        return elements.hashCode();
    }
}
