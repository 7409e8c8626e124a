package samara.cloud.cloudformation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import samara.cloud.kernel.Call;
import samara.cloud.resource.ResourceHandler;
import samara.cloud.resource.ResourceHandlers;
import samara.cloud.resource.Unknown;
import samara.template.Diagnostic;
import samara.template.Evaluator;
import samara.template.JsonWriter;
import samara.template.Node;
import samara.template.ObjectNode;
import samara.template.ResourceDeclaration;
import samara.template.Template;

/// Says what a deployment would change, and refuses what cannot be deployed, before anything is made.
final class Planner {
    private final Stacks stacks;
    private final ResourceHandlers handlers;
    private final Lookups lookups;

    Planner(Stacks stacks, ResourceHandlers handlers, Lookups lookups) {
        this.stacks = stacks;
        this.handlers = handlers;
        this.lookups = lookups;
    }

    /// The changes in the order of the template, removals last; what stays as it is has none.
    ///
    /// @param existing the stack's resources by logical id
    /// @throws samara.wire.AwsException `ValidationError` that lists what is wrong
    List<PlannedChange> plan(Desired desired, Map<String, StackResourceState> existing, Call call) {
        var references = new StackReferences(stacks, lookups, call);
        var diagnostics = new ArrayList<Diagnostic>();
        var changes = new ArrayList<PlannedChange>();
        for (String id : desired.inOrder()) {
            ResourceDeclaration resource = desired.active().get(id);
            if (resource != null) {
                change(resource, Optional.ofNullable(existing.get(id)), desired, references, diagnostics)
                        .ifPresent(changes::add);
            }
        }
        outputs(desired, references, diagnostics);
        if (diagnostics.stream().anyMatch(Diagnostic::isError)) {
            throw CloudFormationErrors.template(diagnostics);
        }
        for (StackResourceState resource : existing.values()) {
            if (!desired.active().containsKey(resource.logicalId())
                    && resource.current().isPresent()) {
                changes.add(new PlannedChange(
                        "Remove",
                        resource.logicalId(),
                        Optional.of(resource.physicalId()),
                        resource.type(),
                        Optional.empty(),
                        List.of()));
            }
        }
        return changes;
    }

    private Optional<PlannedChange> change(
            ResourceDeclaration resource,
            Optional<StackResourceState> existing,
            Desired desired,
            StackReferences references,
            List<Diagnostic> diagnostics) {
        String id = resource.logicalId();
        ResourceHandler<?, ?> handler = handlers.find(resource.type()).orElseThrow();
        Evaluator.Evaluated evaluated = desired.evaluator(references).evaluate(resource.properties());
        evaluated.diagnostics().forEach(diagnostic -> diagnostics.add(diagnostic.inResource(id)));
        ObjectNode properties = evaluated.value().flatMap(Node::asObject).orElse(ObjectNode.empty(resource.span()));
        if (evaluated.isValid()) {
            diagnostics.addAll(handler.check(id, properties));
        }
        Optional<StackResourceState.Version> current = existing.flatMap(StackResourceState::current);
        if (current.isEmpty()) {
            references.pending(id, handler);
            return Optional.of(
                    new PlannedChange("Add", id, Optional.empty(), resource.type(), Optional.empty(), List.of()));
        }
        if (!existing.get().type().equals(resource.type())) {
            diagnostics.add(Diagnostic.error(
                            "changed-type",
                            "The type of `" + id + "` cannot change from `"
                                    + existing.get().type() + "` to `" + resource.type() + "` in an update.",
                            resource.span())
                    .inResource(id)
                    .hint("Give the new resource another logical id."));
        }
        List<PlannedChange.Detail> details = details(handler, current.get().properties(), properties);
        if (details.isEmpty()) {
            references.existing(id, handler, current.get().resource());
            return Optional.empty();
        }
        String replacement = replacement(details);
        if (replacement.equals("False")) {
            references.changing(id, handler, current.get().resource());
        } else {
            references.pending(id, handler);
        }
        return Optional.of(new PlannedChange(
                "Modify",
                id,
                Optional.of(current.get().physicalId()),
                resource.type(),
                Optional.of(replacement),
                details));
    }

    private static List<PlannedChange.Detail> details(ResourceHandler<?, ?> handler, ObjectNode from, ObjectNode to) {
        var details = new ArrayList<PlannedChange.Detail>();
        for (String name : changed(from, to)) {
            boolean isUnknown = to.get(name).map(JsonWriter::compact).orElse("").contains(Unknown.TEXT);
            String recreation = !handler.isReplacedOn(name) ? "Never" : isUnknown ? "Conditionally" : "Always";
            details.add(new PlannedChange.Detail(name, isUnknown ? "Dynamic" : "Static", recreation));
        }
        return details;
    }

    /// The names of properties that are not the same.
    static Set<String> changed(ObjectNode from, ObjectNode to) {
        var names = new LinkedHashSet<>(to.names());
        names.addAll(from.names());
        names.removeIf(name -> from.get(name).equals(to.get(name)));
        return names;
    }

    private static String replacement(List<PlannedChange.Detail> details) {
        List<String> recreations =
                details.stream().map(PlannedChange.Detail::recreation).toList();
        return recreations.contains("Always")
                ? "True"
                : recreations.contains("Conditionally") ? "Conditional" : "False";
    }

    private static void outputs(Desired desired, StackReferences references, List<Diagnostic> diagnostics) {
        for (Template.OutputDeclaration output : desired.template().outputs().values()) {
            Evaluator evaluator = desired.evaluator(references);
            if (output.condition().isEmpty()
                    || evaluator.holds(output.condition().get(), diagnostics)) {
                diagnostics.addAll(evaluator.evaluate(output.value()).diagnostics());
                output.exportName()
                        .ifPresent(name ->
                                diagnostics.addAll(evaluator.evaluate(name).diagnostics()));
            }
        }
    }
}
