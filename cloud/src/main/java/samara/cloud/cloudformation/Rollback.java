package samara.cloud.cloudformation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.cloudformation.StackResourceState.Version;
import samara.cloud.kernel.Call;
import samara.cloud.resource.ResourceHandler;
import samara.cloud.resource.StoredResource;

/// Takes back what an operation has done to a stack, or cleans up after one that succeeded. Both can be begun anew at
/// any point.
final class Rollback {
    private final Engine engine;
    private final Call call;

    Rollback(Engine engine, Call call) {
        this.engine = engine;
        this.call = call;
    }

    /// Deletes what a failed creation has made.
    StoredStack creation(StoredStack stack, Optional<String> reason) throws InterruptedException {
        StoredStack going = engine.stacks().progress(stack, StackStatus.ROLLBACK_IN_PROGRESS, reason);
        List<String> left = new Removal(engine, going, call)
                .remove(engine.stacks().resources(going).values(), List.of(), true);
        return left.isEmpty()
                ? engine.stacks().progress(going, StackStatus.ROLLBACK_COMPLETE, Optional.empty())
                : engine.stacks().progress(going, StackStatus.ROLLBACK_FAILED, Optional.of(notDeleted(left)));
    }

    /// Brings a stack back to what it was before a failed update.
    StoredStack update(StoredStack stack, Optional<String> reason) throws InterruptedException {
        StoredStack going = engine.stacks().progress(stack, StackStatus.UPDATE_ROLLBACK_IN_PROGRESS, reason);
        var restored = new LinkedHashMap<String, List<String>>();
        for (StackResourceState resource : engine.stacks().resources(going).values()) {
            if (resource.before().isPresent()) {
                restored.put(resource.logicalId(), resource.needs());
            }
        }
        var discarded = new java.util.concurrent.ConcurrentHashMap<StackResourceState, Version>();
        Map<String, RuntimeException> failures =
                new OrderedRun(OrderedRun.reversed(restored)).run(false, id -> restore(going, id, discarded));
        if (!failures.isEmpty()) {
            return engine.stacks()
                    .progress(
                            going,
                            StackStatus.UPDATE_ROLLBACK_FAILED,
                            Optional.of("The following resource(s) failed to update: ["
                                    + String.join(", ", failures.keySet()) + "]."));
        }
        StoredStack cleaning = engine.stacks()
                .progress(going.back(), StackStatus.UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS, Optional.empty());
        return cleanRollback(cleaning, discarded);
    }

    /// The clean-up of a rollback: what the update had made goes.
    StoredStack cleanRollback(StoredStack stack, Map<StackResourceState, Version> discarded)
            throws InterruptedException {
        var removal = new Removal(engine, stack, call);
        discarded.forEach((resource, version) -> removal.discard(resource, version, false));
        List<StackResourceState> added = engine.stacks().resources(stack).values().stream()
                .filter(StackResourceState::isAdded)
                .toList();
        List<String> left = removal.remove(added, List.of(), true);
        settle(stack);
        return engine.stacks()
                .progress(
                        stack,
                        StackStatus.UPDATE_ROLLBACK_COMPLETE,
                        left.isEmpty() ? Optional.empty() : Optional.of(notDeleted(left)));
    }

    private void restore(StoredStack stack, String id, Map<StackResourceState, Version> discarded) {
        StackResourceState resource = engine.stacks().resource(stack, id).orElseThrow();
        Version before = resource.before().orElseThrow();
        Version now = resource.current().orElse(before);
        StackResourceState restored = resource.current(Optional.of(before)).before(Optional.empty());
        if (!now.physicalId().equals(before.physicalId())) {
            engine.stacks().progress(stack, restored, "UPDATE_COMPLETE", Optional.empty());
            discarded.put(resource, now);
            return;
        }
        engine.stacks().progress(stack, resource, "UPDATE_IN_PROGRESS", Optional.empty());
        ResourceHandler<?, ?> handler = engine.handlers()
                .find(resource.type())
                .orElseThrow(() -> new ResourceFailure("The resource type " + resource.type() + " is not built."));
        try {
            StoredResource made = handler.update(
                    now.resource(), now.properties(), before.properties(), new RunContext(engine, stack, call, id));
            Version version = Version.of(made, before.wanted());
            engine.stacks()
                    .progress(stack, restored.current(Optional.of(version)), "UPDATE_COMPLETE", Optional.empty());
        } catch (RuntimeException problem) {
            engine.stacks().progress(stack, resource, "UPDATE_FAILED", Optional.of(ResourceFailure.reasonOf(problem)));
            throw problem;
        }
    }

    /// The clean-up of an update that succeeded: what it replaced or no longer has goes.
    StoredStack cleanUpdate(StoredStack stack, Desired desired) throws InterruptedException {
        var removal = new Removal(engine, stack, call);
        var removed = new ArrayList<StackResourceState>();
        for (StackResourceState resource : engine.stacks().resources(stack).values()) {
            if (!desired.active().containsKey(resource.logicalId())) {
                removed.add(resource);
            } else if (resource.before().isPresent()
                    && !resource.before().get().physicalId().equals(resource.physicalId())) {
                removal.discard(resource, resource.before().get(), true);
            }
        }
        List<String> left = removal.remove(removed, List.of(), false);
        engine.stacks().forget(stack, left);
        settle(stack);
        return engine.stacks()
                .progress(
                        stack,
                        StackStatus.UPDATE_COMPLETE,
                        left.isEmpty() ? Optional.empty() : Optional.of(notDeleted(left)));
    }

    /// Ends the resources' part in the operation.
    void settle(StoredStack stack) {
        engine.stacks().resources(stack).values().stream()
                .filter(resource -> resource.isAdded() || resource.before().isPresent())
                .forEach(resource -> engine.stacks().put(stack, resource.settled()));
    }

    static String notDeleted(List<String> ids) {
        return "The following resource(s) failed to delete: [" + String.join(", ", ids) + "].";
    }
}
