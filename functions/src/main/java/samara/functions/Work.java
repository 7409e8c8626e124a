package samara.functions;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// One event that an environment works on. Guarded by its environment's lock, but for [#done].
final class Work {
    final Invocation invocation;
    final CompletableFuture<Work.Outcome> done = new CompletableFuture<>();
    Work.@Nullable Outcome answer;

    Work(Invocation invocation) {
        this.invocation = invocation;
    }

    /// How an event, or the start of an environment, ended.
    @SuppressWarnings("ArrayRecordComponent") // never copied: the payload goes right out again
    sealed interface Outcome {
        record Answered(byte[] payload) implements Outcome {}

        record Failed(byte[] document) implements Outcome {}

        record Exited(int code) implements Outcome {}

        record TimedOut() implements Outcome {}
    }
}
