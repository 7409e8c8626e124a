package samara.functions;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The environments of one revision of a function.
final class EnvironmentPool {
    private final Deque<Environment> idle = new ArrayDeque<>();
    private final Set<Environment> all = new HashSet<>();
    /// Those that were closed, and may still have processes.
    private final Set<Environment> closed = java.util.Collections.newSetFromMap(new java.util.WeakHashMap<>());

    private int starting;
    private boolean retired;

    /// An idle environment, or a new one.
    ///
    /// @throws ConcurrencyExceededException when all are at work
    Environment acquire(FunctionSpec function, Instant notBefore, Supplier<Environment> start) {
        List<Environment> over = new ArrayList<>();
        Environment found;
        synchronized (this) {
            found = fresh(notBefore, over);
            if (found == null) {
                if (all.size() - over.size() + starting >= function.concurrency()) {
                    throw new ConcurrencyExceededException(function);
                }
                starting++;
            }
        }
        over.forEach(ending -> ending.close("spindown"));
        return found != null ? found : started(start);
    }

    private @Nullable Environment fresh(Instant notBefore, List<Environment> over) {
        for (Environment next = idle.pollFirst(); next != null; next = idle.pollFirst()) {
            if (!next.isDead() && !next.born.isBefore(notBefore)) {
                return next;
            }
            over.add(next);
            all.remove(next);
        }
        return null;
    }

    private Environment started(Supplier<Environment> start) {
        Environment made = null;
        try {
            made = start.get();
            return made;
        } finally {
            synchronized (this) {
                starting--;
                if (made != null) {
                    all.add(made);
                }
            }
        }
    }

    /// Takes one back.
    void release(Environment environment, Instant now) {
        synchronized (this) {
            environment.idleSince = now;
            if (!environment.isDead() && !retired) {
                idle.addFirst(environment);
                return;
            }
            all.remove(environment);
            closed.add(environment);
        }
        environment.close("spindown");
    }

    /// Ends those that have been idle since before a time.
    void reap(Instant before) {
        List<Environment> over = new ArrayList<>();
        synchronized (this) {
            idle.removeIf(environment -> {
                boolean ends = environment.isDead() || environment.idleSince.isBefore(before);
                if (ends) {
                    over.add(environment);
                    all.remove(environment);
                }
                return ends;
            });
        }
        over.forEach(ending -> ending.close("spindown"));
    }

    /// Ends the idle ones now, and the others when they are done.
    void retire() {
        synchronized (this) {
            retired = true;
        }
        reap(Instant.MAX);
    }

    /// Ends all, at work or not.
    ///
    /// @return what is being ended
    List<Environment> close() {
        List<Environment> over;
        synchronized (this) {
            retired = true;
            over = new ArrayList<>(all);
            over.addAll(closed);
            all.clear();
            idle.clear();
        }
        over.forEach(ending -> ending.close("spindown"));
        return over;
    }

    synchronized List<Environment> busy() {
        return all.stream().filter(Environment::isBusy).toList();
    }

    /// All that may write something.
    synchronized List<Environment> open() {
        List<Environment> open = new ArrayList<>(all);
        open.addAll(closed);
        return open;
    }
}
