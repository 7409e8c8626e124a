package samara.cloud;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import samara.cloud.kernel.Operation;
import samara.cloud.resource.ResourceType;
import samara.cloud.resource.ResourceTypes;
import samara.cloud.service.CloudService;
import samara.wire.OperationModel;

/// The services of a running cloud, each constructed at its first use.
final class Services implements ResourceTypes {
    private final Map<String, Slot> slots = new LinkedHashMap<>();

    private static final class Slot {
        private final Registry.Entry entry;
        private final Wiring wiring;
        private volatile boolean isUsed;

        Slot(Registry.Entry entry, Wiring wiring) {
            this.entry = entry;
            this.wiring = wiring;
        }

        /// Set once, under this slot's lock, before `isUsed`.
        private record Running(CloudService service, Map<String, Operation<?, ?>> operations) {}

        private final List<Running> running = new ArrayList<>(1);

        Running get() {
            if (!isUsed) {
                synchronized (this) {
                    if (!isUsed) {
                        CloudService service = entry.constructor().apply(wiring);
                        Map<String, Operation<?, ?>> operations = new HashMap<>();
                        service.operations()
                                .forEach(operation ->
                                        operations.put(operation.model().name(), operation));
                        running.add(new Running(service, operations));
                        isUsed = true;
                    }
                }
            }
            return running.getFirst();
        }
    }

    /// Called before the wiring is complete: services are constructed later.
    void add(List<Registry.Entry> entries, Wiring wiring) {
        entries.forEach(entry -> slots.put(entry.id(), new Slot(entry, wiring)));
    }

    Set<String> ids() {
        return slots.keySet();
    }

    /// What implements an operation, if it is built.
    Optional<Operation<?, ?>> operation(OperationModel<?, ?> model) {
        Slot slot = slots.get(model.service().id());
        return slot == null
                ? Optional.empty()
                : Optional.ofNullable(slot.get().operations().get(model.name()));
    }

    @Override
    public Optional<ResourceType<?, ?>> named(String name) {
        for (Slot slot : slots.values()) {
            for (ResourceType<?, ?> type : slot.get().service().resourceTypes()) {
                if (type.schema().name().equals(name)) {
                    return Optional.of(type);
                }
            }
        }
        return Optional.empty();
    }

    void start() {
        for (Slot slot : slots.values()) {
            if (slot.entry.startsWithCloud()) {
                slot.get().service().start();
            }
        }
    }

    void stop() {
        for (Slot slot : List.copyOf(slots.values()).reversed()) {
            if (slot.isUsed) {
                slot.get().service().stop();
            }
        }
    }
}
