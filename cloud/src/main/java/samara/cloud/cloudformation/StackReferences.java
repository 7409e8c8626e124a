package samara.cloud.cloudformation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import samara.cloud.kernel.Call;
import samara.cloud.resource.ResourceHandler;
import samara.cloud.resource.StoredResource;
import samara.cloud.resource.Unknown;
import samara.template.Node;
import samara.template.References;
import samara.template.Span;
import samara.template.StringNode;

/// What `Ref`, `Fn::GetAtt` and `Fn::ImportValue` give in one stack, in a plan or while it is deployed.
final class StackReferences implements References {
    private final Stacks stacks;
    private final Lookups lookups;
    private final Call call;
    private final Map<String, Target> targets = new ConcurrentHashMap<>();
    private final ConcurrentSkipListSet<String> imports = new ConcurrentSkipListSet<>();

    /// How much of a resource is known.
    private sealed interface Target {
        /// Nothing: it will be made.
        record Pending(ResourceHandler<?, ?> handler) implements Target {}

        /// Its id; its attributes may change.
        record Changing(ResourceHandler<?, ?> handler, StoredResource resource) implements Target {}

        /// All.
        record Existing(ResourceHandler<?, ?> handler, StoredResource resource) implements Target {}
    }

    StackReferences(Stacks stacks, Lookups lookups, Call call) {
        this.stacks = stacks;
        this.lookups = lookups;
        this.call = call;
    }

    void pending(String logicalId, ResourceHandler<?, ?> handler) {
        targets.put(logicalId, new Target.Pending(handler));
    }

    void changing(String logicalId, ResourceHandler<?, ?> handler, StoredResource resource) {
        targets.put(logicalId, new Target.Changing(handler, resource));
    }

    void existing(String logicalId, ResourceHandler<?, ?> handler, StoredResource resource) {
        targets.put(logicalId, new Target.Existing(handler, resource));
    }

    /// The exports that were asked for and found.
    List<String> imports() {
        return List.copyOf(imports);
    }

    @Override
    public Optional<Node> ref(String logicalId) {
        Span place = Span.outside(logicalId);
        return Optional.ofNullable(targets.get(logicalId)).map(target -> switch (target) {
            case Target.Pending pending -> Unknown.at(place);
            case Target.Changing changing -> new StringNode(changing.resource().id(), place);
            case Target.Existing existing -> new StringNode(existing.resource().id(), place);
        });
    }

    @Override
    public Optional<Node> attribute(String logicalId, String attribute) {
        return Optional.ofNullable(targets.get(logicalId)).flatMap(target -> switch (target) {
            case Target.Pending pending -> unknown(pending.handler(), attribute);
            case Target.Changing changing -> unknown(changing.handler(), attribute);
            case Target.Existing existing -> existing.handler().attribute(existing.resource(), attribute);
        });
    }

    private static Optional<Node> unknown(ResourceHandler<?, ?> handler, String attribute) {
        return handler.hasAttribute(attribute) ? Optional.of(Unknown.at(Span.outside(attribute))) : Optional.empty();
    }

    @Override
    public Optional<Node> export(String name) {
        if (name.contains(Unknown.TEXT)) {
            return Optional.of(Unknown.at(Span.outside("export")));
        }
        Optional<Stacks.Export> found = stacks.export(call.scope(), name);
        found.ifPresent(export -> imports.add(name));
        return found.map(export -> new StringNode(export.output().value(), Span.outside(name)));
    }

    @Override
    public Optional<String> dynamic(String service, String reference) {
        return lookups.dynamic(service, reference, call);
    }
}
