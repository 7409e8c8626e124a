package samara.cloud.lambda;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.functions.Invocation;
import samara.functions.InvocationResult;
import samara.wire.Blob;
import samara.wire.Body;
import samara.wire.EventMessage;
import samara.wire.OperationModel;
import samara.wire.lambda.InvokeWithResponseStreamRequest;
import samara.wire.lambda.InvokeWithResponseStreamResponse;
import samara.wire.lambda.LambdaApi;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// [InvokeWithResponseStream](https://docs.aws.amazon.com/lambda/latest/api/API_InvokeWithResponseStream.html). The
/// answer of a function that does not stream is its one part.
final class InvokeWithResponseStream
        implements Operation<InvokeWithResponseStreamRequest, InvokeWithResponseStreamResponse> {
    private static final JsonFactory JSON = new JsonFactory();

    private final Kernel kernel;
    private final Functions functions;
    private final FunctionRunner runner;

    InvokeWithResponseStream(Kernel kernel, Functions functions, FunctionRunner runner) {
        this.kernel = kernel;
        this.functions = functions;
        this.runner = runner;
    }

    @Override
    public OperationModel<InvokeWithResponseStreamRequest, InvokeWithResponseStreamResponse> model() {
        return LambdaApi.INVOKE_WITH_RESPONSE_STREAM;
    }

    @Override
    public List<Need> needs(InvokeWithResponseStreamRequest in, Call call) {
        var name = FunctionName.of(in.functionName(), in.qualifier(), call.scope());
        return List.of(Need.of("lambda:InvokeFunction", name.arn(call.scope()))
                .guardedBy(functions.policy(call.scope(), name)));
    }

    @Override
    public InvokeWithResponseStreamResponse run(InvokeWithResponseStreamRequest in, Call call) {
        var name = FunctionName.of(in.functionName(), in.qualifier());
        StoredFunction function = functions.route(call.scope(), name);
        if (in.tenantId().isPresent()) {
            throw LambdaErrors.notBuilt("tenants");
        }
        byte[] payload = in.payload().map(Blob::toByteArray).orElse(new byte[0]);
        InvocationPayload.check(payload, Invocation.MAX_PAYLOAD_BYTES);
        if (in.invocationType().filter("DryRun"::equals).isPresent()) {
            return InvokeWithResponseStreamResponse.builder().statusCode(204).build();
        }
        Optional<Integer> reserved = functions.facts(call.scope(), name.name()).reserved();
        var invocation = new Invocation(
                InvocationPayload.orEmptyObject(payload),
                call.requestId(),
                name.arn(call.scope()),
                call.traceHeader(),
                in.clientContext().map(Invoke::decoded),
                Optional.empty(),
                Optional.empty());
        boolean tail = in.logType().filter("Tail"::equals).isPresent();
        var streamed = StreamedInvocation.start(
                work -> kernel.scheduler().start("samara-streamed-invocation", work),
                stream -> runner.stream(function, reserved, invocation, call.scope(), stream),
                part -> EventMessage.event("PayloadChunk", "application/octet-stream", part),
                result -> EventMessage.event("InvokeComplete", "application/json", complete(result, tail)));
        return InvokeWithResponseStreamResponse.builder()
                .statusCode(200)
                .executedVersion(function.version())
                .responseStreamContentType(EventMessage.CONTENT_TYPE)
                .eventStream(new Body.Streamed(streamed.open(), -1))
                .build();
    }

    private static byte[] complete(InvocationResult result, boolean tail) {
        var text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            if (result.functionError().isPresent()) {
                json.writeStringProperty("ErrorCode", result.functionError().get());
                json.writeStringProperty("ErrorDetails", new String(result.payload(), StandardCharsets.UTF_8));
            }
            if (tail) {
                json.writeStringProperty("LogResult", Base64.getEncoder().encodeToString(result.logTail()));
            }
            json.writeEndObject();
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
