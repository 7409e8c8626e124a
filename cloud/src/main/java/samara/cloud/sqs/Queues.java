package samara.cloud.sqs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Locks;
import samara.cloud.kernel.Range;
import samara.cloud.kernel.RecordTable;
import samara.cloud.kernel.Scope;

/// The state: queues by account, Region and name.
final class Queues {
    private final Kernel kernel;
    private final RecordTable<StoredQueue> table;
    private final Locks locks = new Locks();

    Queues(Kernel kernel) {
        this.kernel = kernel;
        this.table = kernel.store().table("sqs/queues", StoredQueue.class);
    }

    Kernel kernel() {
        return kernel;
    }

    Optional<StoredQueue> find(QueueAddress address) {
        return table.get(address.key());
    }

    StoredQueue get(QueueAddress address) {
        return find(address).orElseThrow(SqsErrors::noQueue);
    }

    /// Makes it, or finds that it is there with the same attributes.
    void create(QueueAddress address, Map<String, String> attributes, Map<String, String> tags) {
        locks.locked(address.key(), () -> {
            var before = find(address);
            if (before.isPresent()) {
                attributes.forEach((name, value) -> checkSame(before.get(), name, value));
                return;
            }
            var now = kernel.clock().now();
            table.put(address.key(), new StoredQueue(address.name(), attributes, tags, now, now, Optional.empty()));
        });
    }

    private static void checkSame(StoredQueue queue, String name, String value) {
        String has = queue.attributes().get(name);
        if (has == null) {
            has = QueueAttributes.IN_ORDER.contains(name)
                    ? QueueAttributes.defaultOf(name)
                    : FifoAttributes.names().contains(name)
                            ? FifoAttributes.defaultOf(name)
                            : name.equals("SqsManagedSseEnabled") ? "true" : "";
        }
        if (!has.equals(value)) {
            throw SqsErrors.queueExists(name);
        }
    }

    void change(QueueAddress address, UnaryOperator<StoredQueue> change) {
        locks.locked(address.key(), () -> table.put(address.key(), change.apply(get(address))));
    }

    void remove(QueueAddress address) {
        locks.locked(address.key(), () -> {
            get(address);
            table.delete(address.key());
        });
    }

    /// A page of a scope's queues whose names start so, by name.
    List<StoredQueue> page(Scope scope, String prefix, Optional<String> after, int limit) {
        String start = scope.key() + "\0";
        Range range = Range.prefix(start + prefix);
        return table.list(after.map(name -> range.after(start + name)).orElse(range), limit);
    }

    /// The queues of a scope whose dead-letter queue this one is, by name.
    List<StoredQueue> sourcesOf(QueueAddress target) {
        List<StoredQueue> sources = new ArrayList<>();
        for (StoredQueue queue : page(target.scope(), "", Optional.empty(), Integer.MAX_VALUE)) {
            if (RedrivePolicy.of(queue)
                    .filter(redrive -> redrive.target().equals(target))
                    .isPresent()) {
                sources.add(queue);
            }
        }
        return sources;
    }
}
