package samara.functions;

import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import samara.functions.extension.Extensions;
import samara.functions.extension.Telemetry;

/// The SHUTDOWN phase of an environment: without extensions its processes are killed at once; with internal ones the
/// runtime is terminated and has 500 ms; external ones are told, and have two seconds in all.
final class Shutdown {
    private static final int INTERNAL_MILLISECONDS = 500;
    private static final int EXTERNAL_MILLISECONDS = 2000;
    private static final int RUNTIME_MILLISECONDS = 300;

    private final Launcher.Launched process;
    private final Extensions extensions;
    private final Telemetry telemetry;
    private final CountDownLatch programs;
    private final CountDownLatch runtime = new CountDownLatch(1);
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    Shutdown(Launcher.Launched process, Extensions extensions, Telemetry telemetry, int programs) {
        this.process = process;
        this.extensions = extensions;
        this.telemetry = telemetry;
        this.programs = new CountDownLatch(programs);
    }

    void extensionEnded() {
        programs.countDown();
    }

    void runtimeEnded() {
        runtime.countDown();
    }

    void begin(String reason) {
        if (extensions.isEmpty()) {
            kill();
            return;
        }
        Thread.ofVirtual().name("samara-shutdown").start(() -> {
            try {
                if (extensions.hasExternal()) {
                    external(reason);
                } else {
                    process.tree().terminate();
                    process.process().waitFor(INTERNAL_MILLISECONDS, TimeUnit.MILLISECONDS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                kill();
            }
        });
    }

    private void external(String reason) throws InterruptedException {
        long end = System.nanoTime() + EXTERNAL_MILLISECONDS * 1_000_000L;
        process.control("term");
        runtime.await(RUNTIME_MILLISECONDS, TimeUnit.MILLISECONDS);
        telemetry.flush(RUNTIME_MILLISECONDS);
        long left = Math.max(0, (end - System.nanoTime()) / 1_000_000);
        extensions.shutdown(reason, InstantSource.system().millis() + left);
        programs.await(left, TimeUnit.MILLISECONDS);
        process.control("end");
    }

    private void kill() {
        CompletableFuture<?> gone = process.close();
        telemetry.close();
        var _ = gone.thenRun(() -> done.complete(null));
    }

    void await() {
        done.completeOnTimeout(null, EXTERNAL_MILLISECONDS + 1000L, TimeUnit.MILLISECONDS)
                .join();
    }
}
