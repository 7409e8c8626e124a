package samara.template;

/// `true` or `false`.
public record BooleanNode(boolean value, Span span) implements Node {

    @Override
    public BooleanNode at(Span place) {
        return new BooleanNode(value, place);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BooleanNode bool && value == bool.value;
    }

    @Override
    public int hashCode() {
        return Boolean.hashCode(value);
    }
}
