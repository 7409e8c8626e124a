package samara.transform.draft;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import samara.template.ListNode;
import samara.template.Node;
import samara.template.Span;

/// A list that can grow.
public final class DraftList implements Draft, Iterable<Draft> {
    private final List<Draft> elements = new ArrayList<>();
    private final Span span;

    private DraftList(Span span) {
        this.span = span;
    }

    /// An empty list that was written here.
    public static DraftList at(Span span) {
        return new DraftList(span);
    }

    /// A list that the transform made.
    public static DraftList of(Draft... elements) {
        return of(List.of(elements));
    }

    /// A list that the transform made.
    public static DraftList of(Collection<? extends Draft> elements) {
        DraftList list = new DraftList(UNPLACED);
        list.elements.addAll(elements);
        return list;
    }

    /// A list of strings that the transform made.
    public static DraftList ofTexts(String... texts) {
        DraftList list = new DraftList(UNPLACED);
        for (String text : texts) {
            list.add(DraftText.of(text));
        }
        return list;
    }

    /// The elements, live.
    public List<Draft> elements() {
        return elements;
    }

    /// How many there are.
    public int size() {
        return elements.size();
    }

    /// The element at this index.
    public Draft get(int index) {
        return elements.get(index);
    }

    /// Puts another element in this place.
    public void set(int index, Draft element) {
        elements.set(index, element);
    }

    /// Adds an element to the end.
    public DraftList add(Draft element) {
        elements.add(element);
        return this;
    }

    /// Adds an element unless one is equal to it.
    public void addOnce(Draft element) {
        if (!elements.contains(element)) {
            elements.add(element);
        }
    }

    /// A new list of these elements and then those.
    public DraftList plus(DraftList others) {
        DraftList sum = new DraftList(span);
        sum.elements.addAll(elements);
        sum.elements.addAll(others.elements);
        return sum;
    }

    @Override
    public Iterator<Draft> iterator() {
        return elements.iterator();
    }

    @Override
    public Span span() {
        return span;
    }

    @Override
    public boolean truthy() {
        return !elements.isEmpty();
    }

    @Override
    public DraftList copy() {
        DraftList copy = new DraftList(span);
        elements.forEach(element -> copy.elements.add(element.copy()));
        return copy;
    }

    @Override
    public Node toNode(Span fallback) {
        Span here = span.equals(UNPLACED) ? fallback : span;
        List<Node> nodes = new ArrayList<>(elements.size());
        elements.forEach(element -> nodes.add(element.toNode(here)));
        return new ListNode(nodes, here);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DraftList list && elements.equals(list.elements);
    }

    @Override
    public int hashCode() {
        return elements.hashCode();
    }
}
