package samara.functions;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// One event that an environment works on. Guarded by its environment's lock, but for [#done] and [#parts].
final class Work {
    final Invocation invocation;
    final CompletableFuture<Work.Outcome> done = new CompletableFuture<>();
    final StreamedParts parts = new StreamedParts();
    Work.@Nullable Outcome answer;
    private final boolean inParts;
    private final StreamedParts.Whole whole = new StreamedParts.Whole();

    /// @param inParts whether a streamed answer is handed on as it comes
    Work(Invocation invocation, boolean inParts) {
        this.invocation = invocation;
        this.inParts = inParts;
    }

    /// A streamed answer begins.
    void begin(String contentType) {
        if (inParts) {
            parts.begin(contentType);
        }
    }

    /// Takes a part; whether there is room for more.
    boolean take(byte[] part, Runnable goOn) {
        if (inParts) {
            return parts.add(part, goOn);
        }
        whole.write(part);
        return true;
    }

    /// What a streamed answer comes to.
    Work.Outcome whole() {
        if (inParts) {
            return new Outcome.Streamed();
        }
        return whole.size > Invocation.MAX_PAYLOAD_BYTES
                ? new Outcome.Failed(RuntimeFailure.of(ErrorDocument.tooLarge(whole.size)))
                : new Outcome.Answered(whole.bytes.toByteArray());
    }

    /// How an event, or the start of an environment, ended.
    @SuppressWarnings("ArrayRecordComponent") // never copied: the payload goes right out again
    sealed interface Outcome {
        record Answered(byte[] payload) implements Outcome {}

        /// All of a streamed answer has come, in parts.
        record Streamed() implements Outcome {}

        record Failed(RuntimeFailure failure) implements Outcome {}

        record Exited(int code) implements Outcome {}

        record TimedOut() implements Outcome {}
    }
}
