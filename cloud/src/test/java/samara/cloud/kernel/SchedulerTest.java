package samara.cloud.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SchedulerTest {
    private final Clock clock = Clock.frozenAt(Instant.parse("2026-01-01T00:00:00Z"));

    @Test
    void runsWhatFallsDueWhenAFrozenClockIsAdvanced() throws InterruptedException {
        try (var scheduler = new Scheduler(clock)) {
            var due = new CountDownLatch(1);
            var later = new AtomicInteger();
            scheduler.after(Duration.ofMinutes(5), due::countDown);
            scheduler.after(Duration.ofMinutes(6), later::incrementAndGet);
            assertThat(due.getCount()).isOne();
            clock.advance(Duration.ofMinutes(5));
            assertThat(due.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(later).hasValue(0);
        }
    }

    @Test
    void wakesASleeperWhenTheClockIsAdvanced() throws InterruptedException {
        try (var scheduler = new Scheduler(clock)) {
            var sleeper = scheduler.start("sleeper", () -> {
                try {
                    scheduler.sleep(Duration.ofHours(1));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            while (sleeper.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            clock.advance(Duration.ofHours(1));
            assertThat(sleeper.join(Duration.ofSeconds(10))).isTrue();
        }
    }

    @Test
    void doesNotRunWhatWasCancelled() throws InterruptedException {
        try (var scheduler = new Scheduler(clock)) {
            var cancelled = new AtomicInteger();
            var after = new CountDownLatch(1);
            scheduler.after(Duration.ofSeconds(1), cancelled::incrementAndGet).cancel();
            scheduler.after(Duration.ofSeconds(2), after::countDown);
            clock.advance(Duration.ofSeconds(3));
            assertThat(after.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(cancelled).hasValue(0);
        }
    }
}
