package samara.cloud.cloudformation;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Locks;
import samara.cloud.kernel.Range;
import samara.cloud.kernel.RecordTable;
import samara.cloud.kernel.Scope;
import samara.template.JsonWriter;

/// The state: stacks, their resources, events and change sets.
final class Stacks {
    static final String STACK_TYPE = "AWS::CloudFormation::Stack";

    private final Kernel kernel;
    private final RecordTable<StoredStack> stacks;
    private final RecordTable<StackResourceState> resources;
    private static final int MOST_EVENTS = 1_000;

    private final RecordTable<StoredEvent> events;
    private final RecordTable<StoredChangeSet> changeSets;
    private final AtomicLong sequence = new AtomicLong();
    private final Locks locks = new Locks();

    Stacks(Kernel kernel) {
        this.kernel = kernel;
        this.stacks = kernel.store().table("cloudformation/stacks", StoredStack.class);
        this.resources = kernel.store().table("cloudformation/resources", StackResourceState.class);
        this.events = kernel.store().table("cloudformation/events", StoredEvent.class);
        this.changeSets = kernel.store().table("cloudformation/changesets", StoredChangeSet.class);
    }

    /// One at a time for each stack name.
    Locks locks() {
        return locks;
    }

    List<StoredStack> all() {
        return stacks.list("");
    }

    /// Stacks of an account and Region, deleted ones too, by name.
    List<StoredStack> in(Scope scope) {
        return stacks.list(scope.key() + "/");
    }

    /// A stack by its id, deleted or not, or the one that now has this name.
    Optional<StoredStack> find(Scope scope, String nameOrId) {
        if (nameOrId.startsWith("arn:")) {
            String[] parts = nameOrId.split("/", -1);
            return parts.length == 3
                    ? stacks.get(scope.key() + "/" + parts[1] + "/" + parts[2])
                            .filter(stack -> stack.id().equals(nameOrId))
                    : Optional.empty();
        }
        return stacks.list(scope.key() + "/" + nameOrId + "/").stream()
                .filter(stack -> !stack.isDeleted())
                .findFirst();
    }

    StoredStack get(Scope scope, String nameOrId) {
        return find(scope, nameOrId).orElseThrow(() -> CloudFormationErrors.noSuchStack(nameOrId));
    }

    /// The stack as it stands now.
    StoredStack reload(StoredStack stack) {
        return stacks.get(stack.identity().key()).orElse(stack);
    }

    void put(StoredStack stack) {
        stacks.put(stack.identity().key(), stack);
    }

    /// Sets a stack's status with its event.
    StoredStack progress(StoredStack stack, StackStatus status, Optional<String> reason) {
        Instant now = kernel.clock().now();
        boolean isUpdate = status.name().startsWith("UPDATE") || status.name().startsWith("ROLLBACK");
        StoredStack next = stack.with(new StoredStack.Progress(
                status,
                reason,
                isUpdate ? Optional.of(now) : stack.progress().updated(),
                status == StackStatus.DELETE_COMPLETE || status == StackStatus.DELETE_IN_PROGRESS
                        ? Optional.of(now)
                        : stack.progress().deleted()));
        StoredEvent event = new StoredEvent(
                kernel.ids().uuid(),
                stack.name(),
                stack.id(),
                STACK_TYPE,
                now,
                status.name(),
                reason,
                Optional.empty());
        kernel.store()
                .batch()
                .put(stacks, stack.identity().key(), next)
                .put(events, eventKey(stack), event)
                .commit();
        return next;
    }

    Map<String, StackResourceState> resources(StoredStack stack) {
        var found = new LinkedHashMap<String, StackResourceState>();
        for (StackResourceState resource : resources.list(stack.identity().key() + "/")) {
            found.put(resource.logicalId(), resource);
        }
        return found;
    }

    Optional<StackResourceState> resource(StoredStack stack, String logicalId) {
        return resources.get(resourceKey(stack, logicalId));
    }

    /// Keeps a resource without an event.
    void put(StoredStack stack, StackResourceState resource) {
        resources.put(resourceKey(stack, resource.logicalId()), resource);
    }

    /// Keeps a resource with a new status, and its event.
    void progress(StoredStack stack, StackResourceState resource, String status, Optional<String> reason) {
        Instant now = kernel.clock().now();
        StackResourceState next = resource.status(status, reason, now);
        kernel.store()
                .batch()
                .put(resources, resourceKey(stack, resource.logicalId()), next)
                .put(events, eventKey(stack), event(next))
                .commit();
    }

    /// An event about a resource that is no longer the one of its logical id.
    void note(StoredStack stack, StackResourceState resource, String status, Optional<String> reason) {
        events.put(
                eventKey(stack),
                event(resource.status(status, reason, kernel.clock().now())));
    }

    private StoredEvent event(StackResourceState resource) {
        return new StoredEvent(
                resource.logicalId() + "-" + resource.status() + "-"
                        + kernel.ids().uuid(),
                resource.logicalId(),
                resource.physicalId(),
                resource.type(),
                resource.updated(),
                resource.status(),
                resource.reason(),
                resource.current()
                        .map(version -> JsonWriter.compact(version.shown().orElse(version.properties()))));
    }

    void forget(StoredStack stack, Collection<String> logicalIds) {
        var batch = kernel.store().batch();
        logicalIds.forEach(id -> batch.delete(resources, resourceKey(stack, id)));
        batch.commit();
    }

    /// Events, the newest first, that come after the one of this key; each with its key.
    List<String> eventKeys(StoredStack stack, Optional<String> after, int limit) {
        Range range = Range.prefix(stack.identity().key() + "/").reversed();
        return events.keys(after.map(range::after).orElse(range), limit);
    }

    StoredEvent event(String key) {
        return events.get(key).orElseThrow();
    }

    /// Why the first resource failed in the last operation that did, if one did.
    Optional<String> firstFailure(StoredStack stack) {
        Optional<String> reason = Optional.empty();
        for (String key : eventKeys(stack, Optional.empty(), MOST_EVENTS)) {
            StoredEvent event = event(key);
            boolean isBegin = event.type().equals(STACK_TYPE)
                    && event.reason().equals(Optional.of("User Initiated"))
                    && event.physicalId().equals(stack.id());
            if (isBegin && reason.isPresent()) {
                return reason;
            }
            boolean isFailure = event.status().endsWith("_FAILED")
                    && !event.physicalId().equals(stack.id())
                    && event.reason().isPresent();
            reason = isFailure ? event.reason() : reason;
        }
        return reason;
    }

    List<StoredChangeSet> changeSets(StoredStack stack) {
        return changeSets.list(stack.identity().key() + "/");
    }

    /// A change set by its ARN, or by its name and stack.
    StoredChangeSet changeSet(Scope scope, String nameOrId, Optional<String> stackName) {
        String[] parts = nameOrId.split("/", -1);
        Optional<StoredChangeSet> found;
        if (nameOrId.startsWith("arn:") && parts.length == 3) {
            found = in(scope).stream()
                    .flatMap(stack -> changeSets(stack).stream())
                    .filter(set -> set.id().equals(nameOrId))
                    .findFirst();
        } else if (stackName.isEmpty()) {
            throw CloudFormationErrors.validation(
                    "StackName must be specified if ChangeSetName is not specified as an ARN.");
        } else {
            found = changeSets.get(get(scope, stackName.get()).identity().key() + "/" + nameOrId);
        }
        return found.orElseThrow(() -> CloudFormationErrors.noSuchChangeSet(nameOrId));
    }

    void put(StoredStack stack, StoredChangeSet changeSet) {
        changeSets.put(stack.identity().key() + "/" + changeSet.name(), changeSet);
    }

    void forget(StoredStack stack, StoredChangeSet changeSet) {
        changeSets.delete(stack.identity().key() + "/" + changeSet.name());
    }

    /// Takes away what only a living stack has.
    void forgetChangeSets(StoredStack stack) {
        changeSets(stack).forEach(set -> forget(stack, set));
    }

    /// The stack that exports a name, with the output.
    Optional<Export> export(Scope scope, String name) {
        return exports(scope).stream()
                .filter(export -> export.output().exportName().equals(Optional.of(name)))
                .findFirst();
    }

    /// All exports of an account and Region.
    List<Export> exports(Scope scope) {
        return in(scope).stream()
                .filter(stack -> !stack.isDeleted())
                .flatMap(stack -> stack.outputs().stream()
                        .filter(output -> output.exportName().isPresent())
                        .map(output -> new Export(stack, output)))
                .toList();
    }

    /// The stacks that use an export.
    List<StoredStack> importers(Scope scope, String name) {
        return in(scope).stream()
                .filter(stack -> !stack.isDeleted() && stack.imports().contains(name))
                .toList();
    }

    /// An output that other stacks can use.
    record Export(StoredStack stack, StoredOutput output) {}

    private static String resourceKey(StoredStack stack, String logicalId) {
        return stack.identity().key() + "/" + logicalId;
    }

    /// In the order of time, and of making within one instant.
    private String eventKey(StoredStack stack) {
        long millis = kernel.clock().now().toEpochMilli();
        return "%s/%016d-%08d".formatted(stack.identity().key(), millis, sequence.incrementAndGet() % 100_000_000);
    }
}
