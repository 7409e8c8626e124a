package samara.template;

/// Nothing: `null` in JSON, an empty value in YAML.
public record NullNode(Span span) implements Node {

    @Override
    public NullNode at(Span place) {
        return new NullNode(place);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NullNode;
    }

    @Override
    public int hashCode() {
        return 0;
    }
}
