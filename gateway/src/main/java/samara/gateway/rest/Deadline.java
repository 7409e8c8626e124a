package samara.gateway.rest;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import samara.gateway.BackendAnswer;

/// Gives up waiting for a backend; what it does goes on, as a function's does in AWS.
final class Deadline {
    private Deadline() {}

    /// Calls a backend and waits so long.
    static BackendAnswer within(int millis, Supplier<BackendAnswer> call) {
        FutureTask<BackendAnswer> task = new FutureTask<>(call::get);
        Thread.ofVirtual().name("integration").start(task);
        try {
            return task.get(millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return new BackendAnswer.TimedOut();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new BackendAnswer.Unreachable("The gateway is shutting down.");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException bug) {
                throw bug;
            }
            throw new IllegalStateException(e.getCause());
        } catch (CancellationException e) {
            return new BackendAnswer.Unreachable("The call was cancelled.");
        }
    }
}
