package samara.cloud.kernel;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// The one time of a cloud. It runs with the machine's clock until somebody advances or freezes it, and never runs
/// backwards by itself. Everything that waits does so on [Scheduler], which follows this clock.
public final class Clock {
    private final InstantSource machine;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Setting setting;

    /// How this clock stands to the machine's: ahead of it by `offset`, or standing still.
    private record Setting(Duration offset, @Nullable Instant frozenAt) {}

    private Clock(InstantSource machine, Setting setting) {
        this.machine = machine;
        this.setting = setting;
    }

    /// A clock that shows the machine's time.
    public static Clock system() {
        return new Clock(Instant::now, new Setting(Duration.ZERO, null));
    }

    /// A clock that stands still, on a machine whose clock does, too: for tests.
    public static Clock frozenAt(Instant time) {
        return new Clock(() -> time, new Setting(Duration.ZERO, time));
    }

    /// The time now, of microsecond precision at best.
    public Instant now() {
        Setting current = setting;
        return current.frozenAt != null ? current.frozenAt : machineTime().plus(current.offset);
    }

    /// Whether time stands still.
    public boolean isFrozen() {
        return setting.frozenAt != null;
    }

    /// How far this clock is ahead of the machine's.
    public Duration offset() {
        Setting current = setting;
        return current.frozenAt != null ? Duration.between(machineTime(), current.frozenAt) : current.offset;
    }

    /// Stops time where it is.
    public void freeze() {
        synchronized (listeners) {
            setting = new Setting(setting.offset, now());
        }
        changed();
    }

    /// Lets time run again, from where it stands.
    public void resume() {
        synchronized (listeners) {
            setting = new Setting(offset(), null);
        }
        changed();
    }

    /// Moves time forward, frozen or not; what falls due in between runs at once.
    ///
    /// @throws IllegalArgumentException for a negative duration: time never runs backwards
    public void advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("The clock can only be advanced, not turned back.");
        }
        synchronized (listeners) {
            Setting current = setting;
            setting = current.frozenAt != null
                    ? new Setting(current.offset, current.frozenAt.plus(by))
                    : new Setting(current.offset.plus(by), null);
        }
        changed();
    }

    /// Calls `listener` after each freeze, resume and advance.
    void onChange(Runnable listener) {
        listeners.add(listener);
    }

    private void changed() {
        listeners.forEach(Runnable::run);
    }

    /// The machine's own time, which clients sign by: a signature's age and the end of temporary credentials are
    /// measured by it, so that a client goes on working when this clock is advanced.
    public Instant machineTime() {
        return machine.instant();
    }
}
