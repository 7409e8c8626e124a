package samara.cloud.resource;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import samara.template.Diagnostic;
import samara.template.Node;
import samara.template.ObjectNode;

/// A [ResourceType] for an engine that knows properties and attributes as nodes only.
public final class ResourceHandler<P extends Record, A extends Record> {
    private final ResourceType<P, A> type;
    private final ResourceSchema<P, A> schema;
    private final RecordShape<P> properties;
    private final RecordShape<A> attributes;

    ResourceHandler(ResourceType<P, A> type) {
        this.type = type;
        this.schema = type.schema();
        this.properties = RecordShape.of(schema.properties());
        this.attributes = RecordShape.of(schema.attributes());
        for (String name : schema.replacedOn()) {
            if (!properties.names().contains(name)) {
                throw new IllegalArgumentException(schema.name() + " has no property " + name + " to be replaced on.");
            }
        }
    }

    /// `AWS::SQS::Queue`.
    public String name() {
        return schema.name();
    }

    /// The names of its properties.
    public Set<String> propertyNames() {
        return properties.names();
    }

    /// The names that `Fn::GetAtt` takes.
    public Set<String> attributeNames() {
        return attributes.names();
    }

    /// Whether `Fn::GetAtt` takes this name: also one inside of an object with free names, as a nested stack's
    /// `Outputs.X`.
    public boolean hasAttribute(String name) {
        int dot = name.indexOf('.');
        return attributes.names().contains(name) || dot > 0 && attributes.isOpen(name.substring(0, dot));
    }

    /// Whether a change of this property replaces the resource.
    public boolean isReplacedOn(String property) {
        return schema.replacedOn().contains(property);
    }

    /// The property that names it, if there is one.
    public Optional<String> nameProperty() {
        return type.nameProperty();
    }

    /// What is wrong with properties of which some may be [Unknown] yet.
    public List<Diagnostic> check(String logicalId, ObjectNode resolved) {
        return properties.decode(resolved).diagnostics().stream()
                .map(diagnostic -> diagnostic.inResource(logicalId))
                .toList();
    }

    /// Creates it.
    ///
    /// @throws PropertiesException where the properties do not fit
    public StoredResource create(ObjectNode desired, ResourceContext context) {
        return stored(type.create(decode(desired), context), desired);
    }

    /// Changes it in place.
    ///
    /// @throws PropertiesException where the properties do not fit
    public StoredResource update(StoredResource at, ObjectNode from, ObjectNode to, ResourceContext context) {
        return stored(type.update(physical(at), decode(from), decode(to), context), to);
    }

    /// Deletes it; gone is success.
    public void delete(StoredResource at, ObjectNode last, ResourceContext context) {
        type.delete(physical(at), decode(last), context);
    }

    /// An attribute of it; empty where it has none of this name or no value for it.
    public Optional<Node> attribute(StoredResource at, String name) {
        int dot = name.indexOf('.');
        Optional<Node> own = at.attributes().get(name);
        return own.isPresent() || dot < 0 || !attributes.isOpen(name.substring(0, dot))
                ? own
                : at.attributes().object(name.substring(0, dot)).flatMap(inner -> inner.get(name.substring(dot + 1)));
    }

    private P decode(ObjectNode node) {
        RecordShape.Decoded<P> decoded = properties.decode(node);
        return decoded.value().orElseThrow(() -> new PropertiesException(decoded.diagnostics()));
    }

    private Physical<A> physical(StoredResource at) {
        RecordShape.Decoded<A> decoded = attributes.decode(at.attributes());
        return new Physical<>(
                at.id(), decoded.value().orElseThrow(() -> new PropertiesException(decoded.diagnostics())));
    }

    private StoredResource stored(Physical<A> physical, ObjectNode cause) {
        return new StoredResource(physical.id(), attributes.encode(physical.attributes(), cause.span()));
    }
}
