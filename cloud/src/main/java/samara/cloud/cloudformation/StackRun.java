package samara.cloud.cloudformation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import samara.cloud.cloudformation.StackResourceState.Version;
import samara.cloud.cloudformation.StackResourceState.Wanted;
import samara.cloud.kernel.Call;
import samara.cloud.resource.ResourceHandler;
import samara.cloud.resource.StoredResource;
import samara.template.Diagnostic;
import samara.template.Evaluator;
import samara.template.Node;
import samara.template.ObjectNode;
import samara.template.ResourceDeclaration;
import samara.template.Template;

/// Makes one stack what its deployment asks for: creates, updates and replaces resources in the order of their needs.
final class StackRun {
    private final Engine engine;
    private final StoredStack stack;
    private final Call call;
    private final Desired desired;
    private final StackReferences references;

    StackRun(Engine engine, StoredStack stack, Call call, Desired desired) {
        this.engine = engine;
        this.stack = stack;
        this.call = call;
        this.desired = desired;
        this.references = new StackReferences(engine.stacks(), engine.lookups(), call);
    }

    /// What came of it.
    ///
    /// @param failure why the stack is not what it should be
    record Outcome(List<StoredOutput> outputs, List<String> imports, Optional<String> failure) {}

    /// Does it all but the clean-up.
    Outcome run() throws InterruptedException {
        Map<String, RuntimeException> failures = new OrderedRun(desired.needs()).run(true, this::resource);
        if (!failures.isEmpty()) {
            String verb = stack.previous().isPresent() ? "create or update" : "create";
            return new Outcome(
                    List.of(),
                    List.of(),
                    Optional.of("The following resource(s) failed to " + verb + ": ["
                            + String.join(", ", failures.keySet()) + "]."));
        }
        try {
            return new Outcome(outputs(), references.imports(), Optional.empty());
        } catch (ResourceFailure failure) {
            return new Outcome(List.of(), List.of(), Optional.of(failure.reason()));
        }
    }

    private void resource(String id) {
        ResourceDeclaration resource = desired.active().get(id);
        if (resource == null) {
            throw new IllegalStateException("The resource " + id + " is active.");
        }
        ResourceHandler<?, ?> handler = engine.handlers().find(resource.type()).orElseThrow();
        StackResourceState state = engine.stacks()
                .resource(stack, id)
                .orElseGet(() -> new StackResourceState(
                        id,
                        resource.type(),
                        "",
                        Optional.empty(),
                        engine.kernel().clock().now(),
                        Optional.empty(),
                        Optional.empty(),
                        true,
                        List.of()))
                .needs(desired.needsOf(id));
        Optional<Version> current = state.current();
        Wanted wanted = wanted(state, resource);
        if (current.isEmpty()) {
            create(state, handler, wanted);
            return;
        }
        Set<String> changed = Planner.changed(current.get().properties(), wanted.properties());
        if (changed.isEmpty()) {
            Version kept = Version.of(current.get().resource(), wanted);
            engine.stacks().put(stack, state.current(Optional.of(kept)));
            references.existing(id, handler, current.get().resource());
        } else if (changed.stream().anyMatch(handler::isReplacedOn)) {
            replace(state, handler, wanted);
        } else {
            update(state, handler, wanted);
        }
    }

    private Wanted wanted(StackResourceState state, ResourceDeclaration resource) {
        Evaluator.Evaluated evaluated = desired.evaluator(references).evaluate(resource.properties());
        if (!evaluated.isValid()) {
            String status = state.current().isEmpty() ? "CREATE_FAILED" : "UPDATE_FAILED";
            throw failed(state, status, new ResourceFailure(CloudFormationErrors.lines(evaluated.diagnostics())));
        }
        ObjectNode none = ObjectNode.empty(resource.span());
        ObjectNode properties = evaluated.value().flatMap(Node::asObject).orElse(none);
        ObjectNode shown = desired.display(references)
                .evaluate(resource.properties())
                .value()
                .flatMap(Node::asObject)
                .orElse(none);
        return new Wanted(
                properties,
                Optional.of(shown).filter(display -> !display.equals(properties)),
                resource.deletionPolicy(),
                resource.updateReplacePolicy());
    }

    private void create(StackResourceState state, ResourceHandler<?, ?> handler, Wanted wanted) {
        engine.stacks().progress(stack, state, "CREATE_IN_PROGRESS", Optional.empty());
        try {
            StoredResource made = handler.create(wanted.properties(), context(state));
            StackResourceState next = state.current(Optional.of(Version.of(made, wanted)));
            engine.stacks().progress(stack, next, "CREATE_IN_PROGRESS", Optional.of("Resource creation Initiated"));
            engine.stacks().progress(stack, next, "CREATE_COMPLETE", Optional.empty());
            references.existing(state.logicalId(), handler, made);
        } catch (RuntimeException problem) {
            throw failed(state, "CREATE_FAILED", problem);
        }
    }

    private void update(StackResourceState state, ResourceHandler<?, ?> handler, Wanted wanted) {
        Version old = state.current().orElseThrow();
        StackResourceState attempted = state.before(state.before().or(state::current))
                .current(Optional.of(Version.of(old.resource(), wanted)));
        engine.stacks().progress(stack, attempted, "UPDATE_IN_PROGRESS", Optional.empty());
        try {
            StoredResource made = handler.update(old.resource(), old.properties(), wanted.properties(), context(state));
            engine.stacks()
                    .progress(
                            stack,
                            attempted.current(Optional.of(Version.of(made, wanted))),
                            "UPDATE_COMPLETE",
                            Optional.empty());
            references.existing(state.logicalId(), handler, made);
        } catch (RuntimeException problem) {
            throw failed(attempted, "UPDATE_FAILED", problem);
        }
    }

    private void replace(StackResourceState state, ResourceHandler<?, ?> handler, Wanted wanted) {
        Version old = state.current().orElseThrow();
        engine.stacks()
                .progress(
                        stack,
                        state,
                        "UPDATE_IN_PROGRESS",
                        Optional.of("Requested update requires the creation of a new physical resource; hence creating"
                                + " one."));
        try {
            refuseSameName(state, handler, old.properties(), wanted.properties());
            StoredResource made = handler.create(wanted.properties(), context(state));
            StackResourceState next = state.before(Optional.of(old)).current(Optional.of(Version.of(made, wanted)));
            engine.stacks().progress(stack, next, "UPDATE_IN_PROGRESS", Optional.of("Resource creation Initiated"));
            engine.stacks().progress(stack, next, "UPDATE_COMPLETE", Optional.empty());
            references.existing(state.logicalId(), handler, made);
        } catch (RuntimeException problem) {
            throw failed(state, "UPDATE_FAILED", problem);
        }
    }

    /// The new resource is made before the old one goes: both cannot have one name.
    private static void refuseSameName(
            StackResourceState state, ResourceHandler<?, ?> handler, ObjectNode from, ObjectNode to) {
        Optional<Node> name = handler.nameProperty().flatMap(to::get);
        if (name.isPresent() && handler.nameProperty().flatMap(from::get).equals(name)) {
            throw new ResourceFailure("CloudFormation cannot update a stack when a custom-named resource requires"
                    + " replacing. Rename " + name.get().asText().orElse(state.logicalId())
                    + " and update the stack again.");
        }
    }

    private RunContext context(StackResourceState state) {
        return new RunContext(engine, stack, call, state.logicalId());
    }

    private RuntimeException failed(StackResourceState state, String status, RuntimeException problem) {
        engine.stacks().progress(stack, state, status, Optional.of(ResourceFailure.reasonOf(problem)));
        return problem;
    }

    private List<StoredOutput> outputs() {
        var outputs = new ArrayList<StoredOutput>();
        for (Template.OutputDeclaration output : desired.template().outputs().values()) {
            Evaluator evaluator = desired.evaluator(references);
            var diagnostics = new ArrayList<Diagnostic>();
            boolean isActive = output.condition().isEmpty()
                    || evaluator.holds(output.condition().get(), diagnostics);
            if (isActive) {
                String value = text(evaluator, output.value(), output.name());
                Optional<String> export = output.exportName().map(name -> text(evaluator, name, output.name()));
                export.ifPresent(this::refuseTaken);
                outputs.add(new StoredOutput(output.name(), value, output.description(), export));
            }
        }
        return outputs;
    }

    private static String text(Evaluator evaluator, Node node, String output) {
        Evaluator.Evaluated evaluated = evaluator.evaluate(node);
        if (!evaluated.isValid()) {
            throw new ResourceFailure(CloudFormationErrors.lines(evaluated.diagnostics()));
        }
        Node value = evaluated.value().orElse(node);
        return value.asText()
                .or(() -> value.asList()
                        .map(list -> list.stream()
                                .map(element -> element.asText().orElse(""))
                                .collect(Collectors.joining(","))))
                .orElseThrow(() -> new ResourceFailure("The value of the output " + output + " must be a string."));
    }

    private void refuseTaken(String name) {
        engine.stacks()
                .export(call.scope(), name)
                .filter(export -> !export.stack().id().equals(stack.id()))
                .ifPresent(export -> {
                    throw new ResourceFailure("Export with name " + name + " is already exported by stack "
                            + export.stack().name() + ".");
                });
    }
}
