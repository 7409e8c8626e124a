package samara.functions;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Starts processes on threads that live as long as the engine. The kernel ends a sandbox, which dies with its parent,
/// when the *thread* that started it ends; and the threads below virtual ones end after half a minute without work.
final class ProcessStarts implements AutoCloseable {
    private static final int AT_ONCE = 4;

    private final ExecutorService threads = Executors.newFixedThreadPool(
            AT_ONCE, Thread.ofPlatform().daemon().name("samara-start-", 0).factory());

    /// @throws IOException if the process can't be started
    Process start(ProcessBuilder builder) throws IOException {
        var started = threads.submit(builder::start);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return started.get();
                } catch (InterruptedException e) {
                    interrupted = true; // the process is started all the same, and must be known to be ended
                }
            }
        } catch (ExecutionException e) {
            throw new IOException(
                    String.valueOf(Objects.requireNonNullElse(e.getCause(), e).getMessage()), e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// To be called when all processes have ended: those that haven't end with it.
    @Override
    public void close() {
        threads.shutdown();
    }
}
