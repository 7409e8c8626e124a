package samara.transform.draft;

import samara.template.BooleanNode;
import samara.template.Node;
import samara.template.Span;

/// `true` or `false`.
public record DraftBoolean(boolean value, Span span) implements Draft {

    /// A boolean that the transform made.
    public static DraftBoolean of(boolean value) {
        return new DraftBoolean(value, UNPLACED);
    }

    @Override
    public boolean truthy() {
        return value;
    }

    @Override
    public DraftBoolean copy() {
        return this;
    }

    @Override
    public Node toNode(Span fallback) {
        return new BooleanNode(value, span.equals(UNPLACED) ? fallback : span);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DraftBoolean bool && value == bool.value;
    }

    @Override
    public int hashCode() {
        return Boolean.hashCode(value);
    }
}
