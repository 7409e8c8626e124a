package samara.cloud.kernel;

import java.lang.System.Logger;
import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Work that waits for a time of the cloud's [Clock], and background loops. Each task runs on a virtual thread of its
/// own. When the clock is frozen nothing falls due until it is advanced.
public final class Scheduler implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Scheduler.class.getName());

    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final PriorityQueue<Task> queue = new PriorityQueue<>();
    private long sequence;
    private boolean closed;

    /// Something that was scheduled.
    public interface Handle {
        /// Takes it back. A task that runs is not interrupted; a recurring one does not run again.
        void cancel();
    }

    /// A scheduler that follows `clock`.
    public Scheduler(Clock clock) {
        this.clock = clock;
        clock.onChange(this::wake);
        Thread.ofPlatform().daemon().name("samara-scheduler").start(this::runQueue);
    }

    /// Runs `work` once, at `time` or as soon after as possible.
    public Handle at(Instant time, Runnable work) {
        return add(time, null, work);
    }

    /// Runs `work` once, after `delay`.
    public Handle after(Duration delay, Runnable work) {
        return add(clock.now().plus(delay), null, work);
    }

    /// Runs `work` each `period`, for the first time after one. A run is skipped, not doubled, where the one before
    /// still goes on.
    public Handle every(Duration period, Runnable work) {
        if (period.isZero() || period.isNegative()) {
            throw new IllegalArgumentException("A period must be positive.");
        }
        return add(clock.now().plus(period), period, work);
    }

    /// Runs `work` now on a virtual thread of this name.
    public Thread start(String name, Runnable work) {
        return Thread.ofVirtual().name(name).start(() -> run(name, work));
    }

    /// Waits until `delay` has passed on the clock.
    ///
    /// @throws InterruptedException when this thread is interrupted meanwhile
    public void sleep(Duration delay) throws InterruptedException {
        var due = new CountDownLatch(1);
        Handle handle = after(delay, due::countDown);
        try {
            due.await();
        } finally {
            handle.cancel();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            queue.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private Handle add(Instant due, @Nullable Duration period, Runnable work) {
        lock.lock();
        try {
            var task = new Task(due, sequence++, period, work);
            if (!closed) {
                queue.add(task);
                changed.signalAll();
            }
            return task;
        } finally {
            lock.unlock();
        }
    }

    private void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void runQueue() {
        lock.lock();
        try {
            while (!closed) {
                Task next = queue.peek();
                if (next == null || clock.isFrozen() && next.due.isAfter(clock.now())) {
                    changed.await();
                } else {
                    long wait = Duration.between(clock.now(), next.due).toNanos();
                    if (wait <= 0) {
                        queue.poll();
                        next.fire();
                    } else {
                        changed.await(wait, TimeUnit.NANOSECONDS);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /// The background loop's catch-all: a task that fails is reported, and the others go on.
    private static void run(String name, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.log(Logger.Level.ERROR, "The background task `" + name + "` failed.", e);
        }
    }

    private final class Task implements Handle, Comparable<Task> {
        private final @Nullable Duration period;
        private final Runnable work;
        private final AtomicBoolean running = new AtomicBoolean();
        private Instant due;
        private long order;
        private boolean cancelled;

        Task(Instant due, long order, @Nullable Duration period, Runnable work) {
            this.due = due;
            this.order = order;
            this.period = period;
            this.work = work;
        }

        /// Called with the lock held, and this task out of the queue.
        void fire() {
            if (cancelled) {
                return;
            }
            if (period != null) {
                due = due.plus(period);
                order = sequence++;
                queue.add(this);
            }
            if (running.compareAndSet(false, true)) {
                start("samara-task", () -> {
                    try {
                        work.run();
                    } finally {
                        running.set(false);
                    }
                });
            }
        }

        @Override
        public void cancel() {
            lock.lock();
            try {
                cancelled = true;
                queue.remove(this);
            } finally {
                lock.unlock();
            }
        }

        @Override
        public int compareTo(Task other) {
            int byTime = due.compareTo(other.due);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }
}
