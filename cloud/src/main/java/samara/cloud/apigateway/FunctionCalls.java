package samara.cloud.apigateway;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import samara.cloud.kernel.Account;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Region;
import samara.cloud.kernel.Scope;
import samara.gateway.BackendAnswer;
import samara.gateway.BackendStream;
import samara.gateway.Backends.FunctionCall;
import samara.gateway.Headers;
import samara.wire.AwsException;
import samara.wire.Blob;
import samara.wire.lambda.InvocationRequest;
import samara.wire.lambda.InvocationResponse;
import samara.wire.lambda.InvokeWithResponseStreamRequest;
import samara.wire.lambda.LambdaApi;

/// Calls functions by the call path, so that policies decide.
final class FunctionCalls {
    private static final int QUALIFIED_PARTS = 8;

    private final Kernel kernel;
    private final GatewayRoles roles;

    FunctionCalls(Kernel kernel, GatewayRoles roles) {
        this.kernel = kernel;
        this.roles = roles;
    }

    /// What a function's ARN says.
    private record Name(String function, Optional<String> qualifier, Scope scope) {
        static Optional<Name> of(String text) {
            String[] arn = text.split(":", -1);
            return arn.length < QUALIFIED_PARTS - 1 || !arn[2].equals("lambda")
                    ? Optional.empty()
                    : Optional.of(new Name(
                            String.join(":", List.of(arn).subList(0, QUALIFIED_PARTS - 1)),
                            arn.length >= QUALIFIED_PARTS ? Optional.of(arn[QUALIFIED_PARTS - 1]) : Optional.empty(),
                            new Scope(new Account(arn[4]), new Region(arn[3]))));
        }
    }

    private static BackendAnswer noName(FunctionCall call) {
        return new BackendAnswer.Unreachable("`" + call.function() + "` is no function's ARN");
    }

    private Call call(FunctionCall call, Name name) {
        return roles.call(call.credentials(), call.sourceArn(), call.traceHeader())
                .in(name.scope());
    }

    BackendAnswer invoke(FunctionCall call) {
        Optional<Name> name = Name.of(call.function());
        if (name.isEmpty()) {
            return noName(call);
        }
        var request = InvocationRequest.builder()
                .functionName(name.get().function())
                .invocationType(call.asynchronous() ? "Event" : "RequestResponse")
                .payload(Blob.of(call.payload()));
        name.get().qualifier().ifPresent(request::qualifier);
        try {
            InvocationResponse response =
                    kernel.calls().call(LambdaApi.INVOKE, request.build(), call(call, name.get()));
            return new BackendAnswer.Returned(
                    response.payload().map(Blob::toByteArray).orElse(new byte[0]),
                    response.functionError().isPresent());
        } catch (AwsException e) {
            return refusal(e);
        }
    }

    BackendStream stream(FunctionCall call) {
        Optional<Name> name = Name.of(call.function());
        if (name.isEmpty()) {
            return new BackendStream.Ended(noName(call));
        }
        var request = InvokeWithResponseStreamRequest.builder()
                .functionName(name.get().function())
                .payload(Blob.of(call.payload()));
        name.get().qualifier().ifPresent(request::qualifier);
        try {
            var response =
                    kernel.calls().call(LambdaApi.INVOKE_WITH_RESPONSE_STREAM, request.build(), call(call, name.get()));
            return new BackendStream.Open(
                    200,
                    new Headers(),
                    new FunctionStream(response.eventStream().orElseThrow().open()));
        } catch (AwsException e) {
            return new BackendStream.Ended(refusal(e));
        } catch (IOException e) {
            return new BackendStream.Ended(new BackendAnswer.Unreachable(String.valueOf(e.getMessage())));
        }
    }

    private static BackendAnswer refusal(AwsException e) {
        return switch (e.code()) {
            case "AccessDeniedException", "AccessDenied" ->
                new BackendAnswer.Refused("Invalid permissions on Lambda function: " + e.message());
            default -> new BackendAnswer.Unreachable(e.code() + ": " + e.message());
        };
    }
}
