package samara.cloud.lambda;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.functions.Invocation;
import samara.functions.InvocationResult;
import samara.wire.Blob;
import samara.wire.OperationModel;
import samara.wire.lambda.InvocationRequest;
import samara.wire.lambda.InvocationResponse;
import samara.wire.lambda.LambdaApi;
import tools.jackson.core.JacksonException;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// [Invoke](https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html).
final class Invoke implements Operation<InvocationRequest, InvocationResponse> {
    private static final JsonFactory JSON = new JsonFactory();

    private final Functions functions;
    private final FunctionRunner runner;

    Invoke(Functions functions, FunctionRunner runner) {
        this.functions = functions;
        this.runner = runner;
    }

    @Override
    public OperationModel<InvocationRequest, InvocationResponse> model() {
        return LambdaApi.INVOKE;
    }

    @Override
    public List<Need> needs(InvocationRequest in, Call call) {
        var name = FunctionName.of(in.functionName(), in.qualifier());
        return List.of(Need.of("lambda:InvokeFunction", name.arn(call.scope()))
                .guardedBy(functions.policy(call.scope(), name)));
    }

    @Override
    public InvocationResponse run(InvocationRequest in, Call call) {
        var name = FunctionName.of(in.functionName(), in.qualifier());
        StoredFunction function = functions.resolve(call.scope(), name);
        Optional<Integer> reserved = functions.facts(call.scope(), name.name()).reserved();
        if (in.durableExecutionName().isPresent() || in.tenantId().isPresent()) {
            throw LambdaErrors.notBuilt("durable executions and tenants");
        }
        switch (in.invocationType().orElse("RequestResponse")) {
            case "RequestResponse" -> {}
            case "DryRun" -> {
                return InvocationResponse.builder().statusCode(204).build();
            }
            case "Event" -> throw LambdaErrors.notBuilt("asynchronous invocations (`InvocationType: Event`)");
            default -> throw LambdaErrors.invalid("The invocation type is not one of Event, RequestResponse, DryRun.");
        }
        byte[] payload = in.payload().map(Blob::toByteArray).orElse(new byte[0]);
        check(payload);
        var invocation = new Invocation(
                payload.length == 0 ? "{}".getBytes(StandardCharsets.UTF_8) : payload,
                call.requestId(),
                name.arn(call.scope()),
                call.traceHeader(),
                in.clientContext().map(Invoke::decoded),
                Optional.empty(),
                Optional.empty());
        InvocationResult result = runner.invoke(function, reserved, invocation, call);
        boolean tail = in.logType().filter("Tail"::equals).isPresent();
        return InvocationResponse.builder()
                .statusCode(200)
                .functionError(result.functionError().orElse(null))
                .logResult(tail ? Base64.getEncoder().encodeToString(result.logTail()) : null)
                .payload(Blob.owning(result.payload()))
                .executedVersion(function.version())
                .build();
    }

    private static String decoded(String clientContext) {
        try {
            String json = new String(Base64.getDecoder().decode(clientContext), StandardCharsets.UTF_8);
            return json.replaceAll("[\\r\\n]", " ");
        } catch (IllegalArgumentException e) {
            throw LambdaErrors.badJson("The client context is no Base64.");
        }
    }

    private static void check(byte[] payload) {
        if (payload.length > Invocation.MAX_PAYLOAD_BYTES) {
            throw LambdaErrors.tooLarge("Request must be smaller than " + Invocation.MAX_PAYLOAD_BYTES
                    + " bytes for the InvokeFunction operation");
        }
        if (payload.length == 0) {
            return;
        }
        try (var parser = JSON.createParser(ObjectReadContext.empty(), payload)) {
            while (parser.nextToken() != null) {
                parser.skipChildren();
            }
        } catch (JacksonException e) {
            throw LambdaErrors.badJson(e.getOriginalMessage());
        }
    }
}
