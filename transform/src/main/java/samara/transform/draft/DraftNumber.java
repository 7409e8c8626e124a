package samara.transform.draft;

import java.math.BigDecimal;
import samara.template.Node;
import samara.template.NumberNode;
import samara.template.Span;

/// A number, as JSON writes it.
public record DraftNumber(String literal, Span span) implements Draft {

    /// A number that the transform made.
    public static DraftNumber of(long value) {
        return new DraftNumber(Long.toString(value), UNPLACED);
    }

    /// The exact value.
    public BigDecimal value() {
        return new BigDecimal(literal);
    }

    /// Whether it was written as a whole number.
    public boolean isInteger() {
        return literal.chars().allMatch(c -> c == '-' || Character.isDigit(c));
    }

    @Override
    public boolean truthy() {
        return value().signum() != 0;
    }

    @Override
    public DraftNumber copy() {
        return this;
    }

    @Override
    public Node toNode(Span fallback) {
        return new NumberNode(literal, span.equals(UNPLACED) ? fallback : span);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DraftNumber number && value().compareTo(number.value()) == 0;
    }

    @Override
    public int hashCode() {
        return value().stripTrailingZeros().hashCode();
    }
}
