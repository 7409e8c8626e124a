package samara.cloud.sqs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Locks;
import samara.cloud.kernel.Range;
import samara.cloud.kernel.RecordTable;
import samara.cloud.kernel.Scheduler;

/// The state: the messages of queues in the order in which they were sent. Wakes those who wait for one.
final class Messages {
    private static final int PAGE = 100;

    private final Kernel kernel;
    private final Queues queues;
    private final RecordTable<StoredMessage> table;
    private final Deduplications deduplications;
    private final Locks locks = new Locks();
    private final AtomicLong sequence;
    private final ConcurrentHashMap<String, List<CountDownLatch>> waiting = new ConcurrentHashMap<>();

    Messages(Kernel kernel, Queues queues) {
        this.kernel = kernel;
        this.queues = queues;
        this.table = kernel.store().table("sqs/messages", StoredMessage.class);
        this.deduplications = new Deduplications(kernel);
        // Ahead of what a process before this one gave, where the cloud's clock stands still.
        this.sequence = new AtomicLong(kernel.clock().machineTime().toEpochMilli() % 1_000_000_000_000L);
    }

    /// How many messages can be received, are in flight, and are delayed.
    record Counts(int visible, int inFlight, int delayed) {}

    private static String prefix(QueueAddress address) {
        return address.key() + "\0";
    }

    /// A key after those of all messages that are there.
    String newKey(QueueAddress address) {
        Instant now = kernel.clock().now();
        return prefix(address)
                + String.format(Locale.ROOT, "%015d-%012d", now.toEpochMilli(), sequence.incrementAndGet());
    }

    void add(QueueAddress address, StoredMessage message) {
        table.put(message.key(), message);
        wake(address);
    }

    /// Adds a message to a FIFO queue, unless one with its deduplication id was added within five minutes: that one is
    /// answered then.
    ///
    /// @param scope what the id is unique in: nothing for the queue, else the group
    StoredMessage addOnce(QueueAddress address, StoredMessage message, String id, String scope) {
        StoredMessage added = locks.locked(address.key(), () -> {
            var before = deduplications.find(address, scope + id);
            String number = before.map(Deduplications.Sent::sequenceNumber)
                    .orElseGet(() -> deduplications.nextSequenceNumber(address));
            var order = new StoredMessage.Order(message.order().group(), Optional.of(id), Optional.of(number));
            if (before.isPresent()) {
                return message.ordered(message.key(), before.get().messageId(), order);
            }
            StoredMessage ordered = message.ordered(newKey(address), message.id(), order);
            table.put(ordered.key(), ordered);
            deduplications.remember(address, scope + id, new Deduplications.Sent(ordered.id(), number, ordered.sent()));
            return ordered;
        });
        wake(address);
        return added;
    }

    private void wake(QueueAddress address) {
        waiting.getOrDefault(address.key(), List.of()).forEach(CountDownLatch::countDown);
    }

    /// Takes up to `limit` messages that are visible now; those that were received too often go to the dead-letter
    /// queue instead.
    List<StoredMessage> receive(QueueAddress address, StoredQueue queue, int limit, int visibilitySeconds) {
        List<QueueAddress> moved = new ArrayList<>();
        List<StoredMessage> received = locks.locked(address.key(), () -> {
            List<StoredMessage> taken = new ArrayList<>();
            var redrive = RedrivePolicy.of(queue)
                    .filter(to -> queues.find(to.target()).isPresent());
            Instant now = kernel.clock().now();
            int inFlight = 0;
            Iterable<StoredMessage> live = live(address, queue, now);
            Set<String> blocked = address.isFifo() ? blockedGroups(live, now) : Set.of();
            for (StoredMessage message : live) {
                if (taken.size() >= limit) {
                    break;
                }
                if (message.order().group().filter(blocked::contains).isPresent()) {
                    continue;
                }
                if (message.visible().isAfter(now)) {
                    inFlight += message.receives() > 0 ? 1 : 0;
                } else if (redrive.isPresent()
                        && message.receives() >= redrive.get().maxReceiveCount()) {
                    move(message, redrive.get().target(), address, now);
                    moved.add(redrive.get().target());
                } else if (inFlight + taken.size() >= SqsLimits.IN_FLIGHT) {
                    throw SqsErrors.overLimit("Too many messages in flight.");
                } else {
                    StoredMessage next = message.received(
                            now,
                            now.plusSeconds(visibilitySeconds),
                            kernel.ids().hex(32));
                    table.put(next.key(), next);
                    taken.add(next);
                }
            }
            return taken;
        });
        moved.forEach(this::wake);
        return received;
    }

    /// The groups that have a message in flight, or one that is delayed: what comes after it waits.
    private static Set<String> blockedGroups(Iterable<StoredMessage> live, Instant now) {
        Set<String> blocked = new HashSet<>();
        for (StoredMessage message : live) {
            if (message.visible().isAfter(now)) {
                message.order().group().ifPresent(blocked::add);
            }
        }
        return blocked;
    }

    private void move(StoredMessage message, QueueAddress target, QueueAddress source, Instant now) {
        var batch = kernel.store().batch();
        StoredMessage there = message.movedTo(newKey(target), now, source.arn());
        batch.delete(table, message.key());
        batch.put(table, there.key(), there);
        batch.commit();
    }

    /// The messages that are not older than the queue keeps them, read page by page as they are asked for; others go.
    private Iterable<StoredMessage> live(QueueAddress address, StoredQueue queue, Instant now) {
        Instant oldest = now.minusSeconds(queue.number("MessageRetentionPeriod"));
        Range all = Range.prefix(prefix(address));
        return () -> Stream.iterate(
                        table.list(all, PAGE),
                        page -> !page.isEmpty(),
                        page -> page.size() < PAGE
                                ? List.of()
                                : table.list(all.after(page.getLast().key()), PAGE))
                .flatMap(List::stream)
                .filter(message -> isKept(message, oldest))
                .iterator();
    }

    private boolean isKept(StoredMessage message, Instant oldest) {
        boolean isKept = !message.sent().isBefore(oldest);
        if (!isKept) {
            table.delete(message.key());
        }
        return isKept;
    }

    Counts count(QueueAddress address, StoredQueue queue) {
        return locks.locked(address.key(), () -> {
            Instant now = kernel.clock().now();
            int visible = 0;
            int inFlight = 0;
            int delayed = 0;
            for (StoredMessage message : live(address, queue, now)) {
                if (!message.visible().isAfter(now)) {
                    visible++;
                } else if (message.receipt().isPresent()) {
                    inFlight++;
                } else {
                    delayed++;
                }
            }
            return new Counts(visible, inFlight, delayed);
        });
    }

    /// Deletes the message of a receipt handle; one that is gone is no error.
    void delete(QueueAddress address, ReceiptHandle handle) {
        locks.locked(address.key(), () -> {
            Optional<StoredMessage> there = table.get(handle.key(address));
            if (there.isPresent()) {
                checkNotExpired(address, handle, there.get());
                table.delete(handle.key(address));
            }
        });
        wake(address);
    }

    /// A FIFO queue's message that can be received again is not deleted by who received it before.
    private void checkNotExpired(QueueAddress address, ReceiptHandle handle, StoredMessage there) {
        boolean isCurrent = there.receipt().equals(Optional.of(handle.receipt()))
                && there.visible().isAfter(kernel.clock().now());
        if (address.isFifo() && !isCurrent) {
            throw SqsErrors.expired(handle.text());
        }
    }

    void changeVisibility(QueueAddress address, ReceiptHandle handle, int seconds) {
        locks.locked(address.key(), () -> {
            Instant now = kernel.clock().now();
            StoredMessage message = table.get(handle.key(address))
                    .filter(found -> found.receipt().equals(Optional.of(handle.receipt())))
                    .filter(found -> found.visible().isAfter(now))
                    .orElseThrow(() -> SqsErrors.notInFlight(handle.text()));
            table.put(message.key(), message.visibleAt(now.plusSeconds(seconds)));
        });
        wake(address);
    }

    /// Takes all messages of a queue away.
    void purge(QueueAddress address) {
        locks.locked(address.key(), () -> {
            var batch = kernel.store().batch();
            for (String key : table.keys(Range.prefix(prefix(address)), Integer.MAX_VALUE)) {
                batch.delete(table, key);
            }
            batch.commit();
        });
    }

    /// Takes all that is known of a queue away.
    void remove(QueueAddress address) {
        purge(address);
        locks.locked(address.key(), () -> deduplications.forget(address));
    }

    /// Waits for messages until a time: for one that is sent, or that becomes visible.
    List<StoredMessage> await(QueueAddress address, int limit, int visibilitySeconds, Instant until) {
        while (true) {
            var arrival = new CountDownLatch(1);
            var latches = waiting.computeIfAbsent(address.key(), key -> new CopyOnWriteArrayList<>());
            latches.add(arrival);
            Scheduler.Handle alarm = kernel.scheduler().at(next(address, until), arrival::countDown);
            try {
                StoredQueue queue = queues.get(address);
                List<StoredMessage> received = receive(address, queue, limit, visibilitySeconds);
                if (!received.isEmpty() || !kernel.clock().now().isBefore(until)) {
                    return received;
                }
                arrival.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return List.of();
            } finally {
                alarm.cancel();
                latches.remove(arrival);
            }
        }
    }

    /// When the next message becomes visible, at `until` at the latest.
    private Instant next(QueueAddress address, Instant until) {
        Instant now = kernel.clock().now();
        return table.list(prefix(address)).stream()
                .map(StoredMessage::visible)
                .filter(time -> time.isAfter(now) && time.isBefore(until))
                .min(Instant::compareTo)
                .orElse(until);
    }
}
