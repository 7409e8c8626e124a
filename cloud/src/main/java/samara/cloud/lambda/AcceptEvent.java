package samara.cloud.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.wire.Blob;
import samara.wire.OperationModel;
import samara.wire.lambda.InvokeAsyncRequest;
import samara.wire.lambda.InvokeAsyncResponse;
import samara.wire.lambda.LambdaApi;

/// Accepts asynchronous invocations. It is the old
/// [InvokeAsync](https://docs.aws.amazon.com/lambda/latest/api/API_InvokeAsync.html), too.
final class AcceptEvent implements Operation<InvokeAsyncRequest, InvokeAsyncResponse> {
    private final Kernel kernel;
    private final Functions functions;
    private final EventQueue queue;

    AcceptEvent(Kernel kernel, Functions functions, EventQueue queue) {
        this.kernel = kernel;
        this.functions = functions;
        this.queue = queue;
    }

    @Override
    public OperationModel<InvokeAsyncRequest, InvokeAsyncResponse> model() {
        return LambdaApi.INVOKE_ASYNC;
    }

    @Override
    public List<Need> needs(InvokeAsyncRequest in, Call call) {
        var name = FunctionName.of(in.functionName(), Optional.empty(), call.scope());
        return List.of(Need.of("lambda:InvokeFunction", name.arn(call.scope()))
                .guardedBy(functions.policy(call.scope(), name)));
    }

    @Override
    public InvokeAsyncResponse run(InvokeAsyncRequest in, Call call) {
        var name = FunctionName.of(in.functionName(), Optional.empty());
        functions.resolve(call.scope(), name);
        try (InputStream body = in.invokeArgs().open()) {
            accept(name, body.readNBytes(InvocationPayload.MAX_EVENT_BYTES + 1), Optional.empty(), call);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return InvokeAsyncResponse.builder().status(202).build();
    }

    /// Checks an event and keeps it.
    void accept(FunctionName name, byte[] payload, Optional<String> clientContext, Call call) {
        InvocationPayload.check(payload, InvocationPayload.MAX_EVENT_BYTES);
        Instant now = kernel.clock().now();
        queue.accept(new StoredInvocation(
                call.scope(),
                name.name(),
                name.qualifier(),
                name.arn(call.scope()),
                call.requestId(),
                Blob.owning(InvocationPayload.orEmptyObject(payload)),
                clientContext,
                call.traceHeader(),
                now,
                0,
                0,
                now));
    }
}
