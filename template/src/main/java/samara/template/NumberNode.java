package samara.template;

import java.math.BigDecimal;

/// A number, as JSON would write it: `literal` is a JSON number, so that `1` and `1.0` stay apart.
public record NumberNode(String literal, Span span) implements Node {

    /// A whole number.
    public static NumberNode of(long value, Span span) {
        return new NumberNode(Long.toString(value), span);
    }

    /// The exact value.
    public BigDecimal value() {
        return new BigDecimal(literal);
    }

    /// Whether this was written as a whole number.
    public boolean isInteger() {
        return literal.chars().allMatch(c -> c == '-' || Character.isDigit(c));
    }

    @Override
    public NumberNode at(Span place) {
        return new NumberNode(literal, place);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NumberNode number && literal.equals(number.literal);
    }

    @Override
    public int hashCode() {
        return literal.hashCode();
    }
}
