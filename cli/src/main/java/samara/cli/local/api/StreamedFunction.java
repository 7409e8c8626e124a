package samara.cli.local.api;

import java.io.FilterInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import samara.functions.PartStream;
import samara.functions.ResponseStream;
import samara.gateway.BackendAnswer;
import samara.gateway.BackendStream;
import samara.gateway.Headers;
import samara.gateway.rest.Faults;

/// A function of the template that answers while it writes.
final class StreamedFunction {
    private final PartStream parts = new PartStream();
    private final CompletableFuture<BackendStream> begun = new CompletableFuture<>();
    private volatile Optional<String> failure = Optional.empty();

    private StreamedFunction() {}

    /// Starts a function, and returns when its answer begins, or when it has ended without one.
    ///
    /// @param run runs it to its end
    static BackendStream start(Function<ResponseStream, BackendAnswer> run) {
        var function = new StreamedFunction();
        Thread.ofVirtual().name("streamed").start(() -> function.work(run));
        return function.begun.join();
    }

    private void work(Function<ResponseStream, BackendAnswer> run) {
        try {
            BackendAnswer answer = run.apply(new ResponseStream() {
                @Override
                public void begin(String contentType) {
                    begun.complete(new BackendStream.Open(200, new Headers(), new Body()));
                }

                @Override
                public void write(byte[] part) throws IOException {
                    parts.add(part);
                }
            });
            if (!begun.complete(BackendStream.of(answer))) {
                failure = failure(answer);
            }
        } finally {
            begun.complete(new BackendStream.Ended(new BackendAnswer.Unreachable("The function could not be run.")));
            parts.end();
        }
    }

    private static Optional<String> failure(BackendAnswer answer) {
        return switch (answer) {
            case BackendAnswer.Returned(byte[] payload, boolean error) ->
                error ? Optional.of(Faults.errorMessage(payload).orElse("The function failed.")) : Optional.empty();
            case BackendAnswer.Unreachable(String reason) -> Optional.of(reason);
            case BackendAnswer.Refused(String reason) -> Optional.of(reason);
            case BackendAnswer.Answered _ -> Optional.empty();
            case BackendAnswer.TimedOut _ -> Optional.of("The function took too long.");
        };
    }

    /// What it writes; reading fails where it did.
    private final class Body extends FilterInputStream {
        Body() {
            super(parts);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = super.read(into, offset, length);
            if (count < 0 && failure.isPresent()) {
                throw new IOException(failure.get());
            }
            return count;
        }
    }
}
