package samara.cloud.cloudformation;

import java.util.Optional;
import samara.template.Node;
import samara.template.References;

/// What a template refers to, but that dynamic references stay as they are written: their values may be secret.
record DisplayedReferences(References actual) implements References {
    @Override
    public Optional<Node> ref(String logicalId) {
        return actual.ref(logicalId);
    }

    @Override
    public Optional<Node> attribute(String logicalId, String attribute) {
        return actual.attribute(logicalId, attribute);
    }

    @Override
    public Optional<Node> export(String name) {
        return actual.export(name);
    }

    @Override
    public Optional<String> dynamic(String service, String reference) {
        return Optional.of("{{resolve:" + service + ":" + reference + "}}");
    }
}
