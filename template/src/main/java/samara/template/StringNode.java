package samara.template;

/// A string.
public record StringNode(String value, Span span) implements Node {

    @Override
    public StringNode at(Span place) {
        return new StringNode(value, place);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StringNode string && value.equals(string.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }
}
