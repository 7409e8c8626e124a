package samara.cloud.cloudformation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.cloudformation.StackResourceState.Version;
import samara.cloud.kernel.Call;
import samara.cloud.resource.ResourceHandler;

/// Deletes resources of a stack, those first that others need last.
final class Removal {
    private final Engine engine;
    private final StoredStack stack;
    private final Call call;

    Removal(Engine engine, StoredStack stack, Call call) {
        this.engine = engine;
        this.stack = stack;
        this.call = call;
    }

    /// Deletes these and forgets them, but for those that a policy or `retained` keeps; gives the ids of those that
    /// could not be deleted.
    ///
    /// @param isRollback whether they go because their creation is taken back
    List<String> remove(Collection<StackResourceState> resources, Collection<String> retained, boolean isRollback)
            throws InterruptedException {
        var byId = new LinkedHashMap<String, StackResourceState>();
        var needs = new LinkedHashMap<String, List<String>>();
        for (StackResourceState resource : resources) {
            byId.put(resource.logicalId(), resource);
            needs.put(resource.logicalId(), resource.needs());
        }
        Map<String, RuntimeException> failures = new OrderedRun(OrderedRun.reversed(needs)).run(false, id -> {
            StackResourceState resource = byId.get(id);
            if (resource != null) {
                remove(resource, retained.contains(id), isRollback);
            }
        });
        var failed = new ArrayList<String>();
        for (StackResourceState resource : resources) {
            if (failures.containsKey(resource.logicalId())
                    || engine.stacks().resource(stack, resource.logicalId()).isPresent()) {
                failed.add(resource.logicalId());
            }
        }
        return failed;
    }

    private void remove(StackResourceState resource, boolean isRetained, boolean isRollback) {
        Optional<Version> current = resource.current();
        if (current.isPresent() && (isRetained || keeps(current.get().deletionPolicy(), isRollback))) {
            engine.stacks().progress(stack, resource, "DELETE_SKIPPED", Optional.empty());
        } else if (current.isPresent()) {
            engine.stacks().progress(stack, resource, "DELETE_IN_PROGRESS", Optional.empty());
            try {
                delete(resource, current.get());
            } catch (RuntimeException problem) {
                engine.stacks()
                        .progress(stack, resource, "DELETE_FAILED", Optional.of(ResourceFailure.reasonOf(problem)));
                throw problem;
            }
            engine.stacks().progress(stack, resource, "DELETE_COMPLETE", Optional.empty());
        }
        engine.stacks().forget(stack, List.of(resource.logicalId()));
    }

    /// Deletes what a resource was, or failed to become; the resource of its logical id stays. Failures are events.
    void discard(StackResourceState resource, Version version, boolean isReplaced) {
        StackResourceState discarded = resource.current(Optional.of(version));
        if (isReplaced && version.updateReplacePolicy().filter("Retain"::equals).isPresent()) {
            engine.stacks().note(stack, discarded, "DELETE_SKIPPED", Optional.empty());
            return;
        }
        engine.stacks().note(stack, discarded, "DELETE_IN_PROGRESS", Optional.empty());
        try {
            delete(discarded, version);
            engine.stacks().note(stack, discarded, "DELETE_COMPLETE", Optional.empty());
        } catch (RuntimeException problem) {
            engine.stacks().note(stack, discarded, "DELETE_FAILED", Optional.of(ResourceFailure.reasonOf(problem)));
        }
    }

    private void delete(StackResourceState resource, Version version) {
        ResourceHandler<?, ?> handler = engine.handlers()
                .find(resource.type())
                .orElseThrow(() -> new ResourceFailure("The resource type " + resource.type() + " is not built."));
        handler.delete(
                version.resource(), version.properties(), new RunContext(engine, stack, call, resource.logicalId()));
    }

    private static boolean keeps(Optional<String> policy, boolean isRollback) {
        return policy.isPresent()
                && (policy.get().equals("Retain") || policy.get().equals("RetainExceptOnCreate") && !isRollback);
    }
}
