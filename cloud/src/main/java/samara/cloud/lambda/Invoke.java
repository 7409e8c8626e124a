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

/// [Invoke](https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html).
final class Invoke implements Operation<InvocationRequest, InvocationResponse> {
    private final Functions functions;
    private final FunctionRunner runner;
    private final AcceptEvent accept;

    Invoke(Functions functions, FunctionRunner runner, AcceptEvent accept) {
        this.functions = functions;
        this.runner = runner;
        this.accept = accept;
    }

    @Override
    public OperationModel<InvocationRequest, InvocationResponse> model() {
        return LambdaApi.INVOKE;
    }

    @Override
    public List<Need> needs(InvocationRequest in, Call call) {
        var name = FunctionName.of(in.functionName(), in.qualifier(), call.scope());
        return List.of(Need.of("lambda:InvokeFunction", name.arn(call.scope()))
                .guardedBy(functions.policy(call.scope(), name)));
    }

    @Override
    public InvocationResponse run(InvocationRequest in, Call call) {
        var name = FunctionName.of(in.functionName(), in.qualifier());
        StoredFunction function = functions.route(call.scope(), name);
        Optional<Integer> reserved = functions.facts(call.scope(), name.name()).reserved();
        if (in.durableExecutionName().isPresent() || in.tenantId().isPresent()) {
            throw LambdaErrors.notBuilt("durable executions and tenants");
        }
        byte[] payload = in.payload().map(Blob::toByteArray).orElse(new byte[0]);
        switch (in.invocationType().orElse("RequestResponse")) {
            case "RequestResponse" -> InvocationPayload.check(payload, Invocation.MAX_PAYLOAD_BYTES);
            case "DryRun" -> {
                return InvocationResponse.builder().statusCode(204).build();
            }
            case "Event" -> {
                accept.accept(name, payload, in.clientContext().map(Invoke::decoded), call);
                return InvocationResponse.builder().statusCode(202).build();
            }
            default -> throw LambdaErrors.invalid("The invocation type is not one of Event, RequestResponse, DryRun.");
        }
        var invocation = new Invocation(
                InvocationPayload.orEmptyObject(payload),
                call.requestId(),
                name.arn(call.scope()),
                call.traceHeader(),
                in.clientContext().map(Invoke::decoded),
                Optional.empty(),
                Optional.empty());
        InvocationResult result = runner.invoke(function, reserved, invocation, call.scope());
        boolean tail = in.logType().filter("Tail"::equals).isPresent();
        return InvocationResponse.builder()
                .statusCode(200)
                .functionError(result.functionError().orElse(null))
                .logResult(tail ? Base64.getEncoder().encodeToString(result.logTail()) : null)
                .payload(Blob.owning(result.payload()))
                .executedVersion(function.version())
                .build();
    }

    static String decoded(String clientContext) {
        try {
            String json = new String(Base64.getDecoder().decode(clientContext), StandardCharsets.UTF_8);
            return json.replaceAll("[\\r\\n]", " ");
        } catch (IllegalArgumentException e) {
            throw LambdaErrors.badJson("The client context is no Base64.");
        }
    }
}
