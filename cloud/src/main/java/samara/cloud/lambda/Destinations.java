package samara.cloud.lambda;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Principal;
import samara.cloud.kernel.Scope;
import samara.wire.AwsException;
import samara.wire.Blob;
import samara.wire.Body;
import samara.wire.lambda.InvocationRequest;
import samara.wire.lambda.LambdaApi;
import samara.wire.s3.PutObjectRequest;
import samara.wire.s3.S3Api;
import samara.wire.sqs.SendMessageRequest;
import samara.wire.sqs.SqsApi;

/// Where records of finished asynchronous invocations go: functions, standard queues, and buckets for failures. Reached
/// through the
/// call path with the function's role.
final class Destinations {
    private static final Pattern ARN =
            Pattern.compile("arn:aws[a-z-]*:([a-z0-9-]+):([a-z0-9-]*):(\\d{12})?:(.+)", Pattern.DOTALL);

    private final Kernel kernel;

    Destinations(Kernel kernel) {
        this.kernel = kernel;
    }

    /// Checks that a destination can be reached by a function's role.
    ///
    /// @throws AwsException where its kind is not built here, or the role may not
    void check(String arn, boolean forSuccess, StoredFunction function, Scope scope) {
        Need need = switch (service(arn)) {
            case "lambda" -> Need.of("lambda:InvokeFunction", arn);
            case "s3" -> {
                if (forSuccess) {
                    throw LambdaErrors.invalid("A bucket can be the destination of failures only.");
                }
                yield Need.of("s3:PutObject", arn + "/*");
            }
            case "sqs" -> {
                if (arn.endsWith(".fifo")) {
                    throw LambdaErrors.invalid("A FIFO queue can be no destination: `" + arn + "`.");
                }
                yield Need.of("sqs:SendMessage", arn);
            }
            case "sns", "events" ->
                throw LambdaErrors.notBuilt("destinations in " + service(arn)
                        + ", as this cloud does not have that service (`" + arn + "`)");
            default ->
                throw LambdaErrors.invalid(
                        "`" + arn + "` is no destination: Lambda delivers to functions, queues, topics, event "
                                + "buses and buckets.");
        };
        Call call = call(function, scope, Optional.empty());
        if (!kernel.identities().decide(call, need).isAllowed()) {
            throw LambdaErrors.invalid("The function's execution role does not have permissions to call "
                    + need.action().substring(need.action().indexOf(':') + 1) + " on " + arn);
        }
    }

    /// Delivers a record.
    ///
    /// @throws AwsException what the destination answers
    void deliver(String arn, String record, StoredInvocation event, StoredFunction function) {
        Call call = call(function, event.scope(), event.traceHeader());
        switch (service(arn)) {
            case "lambda" ->
                kernel.calls()
                        .call(
                                LambdaApi.INVOKE,
                                InvocationRequest.builder()
                                        .functionName(arn)
                                        .invocationType("Event")
                                        .payload(Blob.owning(record.getBytes(StandardCharsets.UTF_8)))
                                        .build(),
                                call);
            case "s3" ->
                kernel.calls()
                        .call(
                                S3Api.PUT_OBJECT,
                                PutObjectRequest.builder()
                                        .bucket(arn.substring(arn.lastIndexOf(':') + 1))
                                        .key(key(event))
                                        .contentType("application/json")
                                        .body(Body.of(record.getBytes(StandardCharsets.UTF_8)))
                                        .build(),
                                call);
            case "sqs" ->
                kernel.calls()
                        .call(
                                SqsApi.SEND_MESSAGE,
                                SendMessageRequest.builder()
                                        .queueUrl(queuePath(arn))
                                        .messageBody(record)
                                        .build(),
                                call);
            default -> throw LambdaErrors.notBuilt("the destination `" + arn + "`");
        }
    }

    /// The path of a queue's URL, which is all that SQS reads of it. Lambda delivers within the function's Region.
    static String queuePath(String arn) {
        String[] parts = arn.split(":", -1);
        return "/" + parts[4] + "/" + parts[5];
    }

    /// [The names of objects](https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html).
    private String key(StoredInvocation event) {
        String time = kernel.clock().now().toString().substring(0, 19);
        return "aws/lambda/async/" + event.function() + "/"
                + time.substring(0, 10).replace('-', '/') + "/" + time.replace(':', '.') + "-"
                + kernel.ids().uuid();
    }

    static String service(String arn) {
        var matcher = ARN.matcher(arn);
        if (!matcher.matches()) {
            throw LambdaErrors.invalid("`" + arn + "` is not the ARN of a destination.");
        }
        return matcher.group(1);
    }

    /// A call with the function's role.
    Call call(StoredFunction function, Scope scope, Optional<String> trace) {
        Principal.AssumedRole role = kernel.sessions()
                .assume(function.settings().role(), function.name(), FunctionRunner.service(function, scope));
        return new Call(scope, role, kernel.ids().uuid(), "AWS Internal", Optional.empty(), trace);
    }
}
