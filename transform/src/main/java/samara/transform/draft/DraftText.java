package samara.transform.draft;

import samara.template.Node;
import samara.template.Span;
import samara.template.StringNode;

/// A string. `unicode` says that it comes from a part of the template that a deployment's id sees, where Python 2.7
/// would have printed it as `u'…'`; it takes no part in equality.
public record DraftText(String value, boolean unicode, Span span) implements Draft {

    /// A string that the transform made.
    public static DraftText of(String value) {
        return new DraftText(value, false, UNPLACED);
    }

    /// Another string made from this one, of the same origin.
    public DraftText with(String text) {
        return new DraftText(text, unicode, span);
    }

    @Override
    public boolean truthy() {
        return !value.isEmpty();
    }

    @Override
    public DraftText copy() {
        return this;
    }

    @Override
    public Node toNode(Span fallback) {
        return new StringNode(value, span.equals(UNPLACED) ? fallback : span);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DraftText text && value.equals(text.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }
}
