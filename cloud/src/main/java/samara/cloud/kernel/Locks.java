package samara.cloud.kernel;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Locks by key, for a read, a decision and a write that belong together. Keys share a fixed number of locks: never
/// take a second one while holding the first.
public final class Locks {
    private static final int STRIPES = 256;
    private final ReentrantLock[] stripes = new ReentrantLock[STRIPES];

    /// Locks, none of them taken.
    public Locks() {
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new ReentrantLock();
        }
    }

    /// Does `work` while no other thread is in here for the same key.
    public <T> T locked(String key, Supplier<T> work) {
        ReentrantLock lock = of(key);
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /// Does `work` while no other thread is in here for the same key.
    public void locked(String key, Runnable work) {
        ReentrantLock lock = of(key);
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }

    private ReentrantLock of(String key) {
        int hash = key.hashCode();
        return stripes[(hash ^ hash >>> 16) & STRIPES - 1];
    }
}
