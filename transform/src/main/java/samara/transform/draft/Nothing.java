package samara.transform.draft;

import samara.template.Node;
import samara.template.NullNode;
import samara.template.Span;

/// What is missing, or written as null: SAM's rules treat both alike. The span of a missing member is that of the
/// object that lacks it.
public record Nothing(Span span) implements Draft {

    /// A null that the transform made.
    public static final Nothing HERE = new Nothing(UNPLACED);

    @Override
    public boolean truthy() {
        return false;
    }

    @Override
    public Nothing copy() {
        return this;
    }

    @Override
    public Node toNode(Span fallback) {
        return new NullNode(span.equals(UNPLACED) ? fallback : span);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Nothing;
    }

    @Override
    public int hashCode() {
        return 0;
    }
}
