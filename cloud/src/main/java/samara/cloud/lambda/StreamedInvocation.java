package samara.cloud.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import samara.functions.InvocationResult;
import samara.functions.PartStream;
import samara.functions.ResponseStream;
import samara.wire.AwsException;

/// An invocation whose answer is sent on while the function still writes it.
final class StreamedInvocation {
    private static final String PLAIN = "application/octet-stream";

    private final PartStream parts = new PartStream();
    private final CompletableFuture<Beginning> begun = new CompletableFuture<>();
    private final UnaryOperator<byte[]> framed;

    /// How an answer begins.
    ///
    /// @param failed whether the function ended in an error before it wrote anything
    record Beginning(String contentType, boolean failed) {}

    /// What runs the function.
    @FunctionalInterface
    interface Run {
        /// @throws AwsException where it cannot be run
        InvocationResult with(ResponseStream stream);
    }

    /// @param framed how a part of the answer is sent
    private StreamedInvocation(UnaryOperator<byte[]> framed) {
        this.framed = framed;
    }

    /// Starts a function, and returns when its answer begins.
    ///
    /// @param starter starts a thread
    /// @param framed how a part of the answer is sent
    /// @param last what is sent when all is done
    /// @throws AwsException where the function cannot be run
    static StreamedInvocation start(
            Consumer<Runnable> starter,
            Run run,
            UnaryOperator<byte[]> framed,
            Function<InvocationResult, byte[]> last) {
        var invocation = new StreamedInvocation(framed);
        starter.accept(() -> invocation.work(run, last));
        try {
            invocation.begun.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof AwsException answer) {
                throw answer;
            }
            throw e;
        }
        return invocation;
    }

    /// How the answer began.
    Beginning beginning() {
        return begun.join();
    }

    /// What is sent; ends when the function has.
    InputStream open() {
        return parts;
    }

    private void work(Run run, Function<InvocationResult, byte[]> last) {
        try {
            InvocationResult result = run.with(new ResponseStream() {
                @Override
                public void begin(String contentType) {
                    begun.complete(new Beginning(contentType.isEmpty() ? PLAIN : contentType, false));
                }

                @Override
                public void write(byte[] part) throws IOException {
                    parts.add(framed.apply(part));
                }
            });
            boolean streamed = begun.isDone();
            boolean failed = result.functionError().isPresent();
            begun.complete(new Beginning(PLAIN, failed));
            if (!streamed && !failed) {
                parts.add(framed.apply(result.payload()));
            }
            parts.add(last.apply(result));
        } catch (AwsException e) {
            begun.completeExceptionally(e);
        } catch (IOException e) {
            begun.completeExceptionally(new AwsException("ServiceException", 500, String.valueOf(e.getMessage())));
        } finally {
            begun.completeExceptionally(new AwsException("ServiceException", 500, "The function could not be run."));
            parts.end();
        }
    }
}
