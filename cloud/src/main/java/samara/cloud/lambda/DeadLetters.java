package samara.cloud.lambda;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import samara.cloud.kernel.Json;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Scope;
import samara.functions.InvocationResult;
import samara.template.ObjectNode;
import samara.wire.AwsException;
import samara.wire.lambda.DeadLetterConfig;
import samara.wire.sqs.MessageAttributeValue;
import samara.wire.sqs.SendMessageRequest;
import samara.wire.sqs.SqsApi;

/// Dead-letter queues of functions: standard queues of SQS that take the events which were given up, as they came, with
/// why in attributes. Reached through the call path with the function's role.
///
/// See <https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html#invocation-dlq>.
final class DeadLetters {
    private static final int MAX_MESSAGE = 1024;

    private final Kernel kernel;
    private final Destinations destinations;

    DeadLetters(Kernel kernel) {
        this.kernel = kernel;
        this.destinations = new Destinations(kernel);
    }

    /// The ARN that a request sets: empty where it sets none, or takes it away.
    static Optional<String> arn(Optional<DeadLetterConfig> config) {
        return config.flatMap(DeadLetterConfig::targetArn).filter(arn -> !arn.isEmpty());
    }

    /// Checks that a function's role may send to its queue.
    ///
    /// @throws AwsException where the target is no queue, or the role may not
    void check(StoredFunction function, Scope scope) {
        Optional<String> target = function.settings().deadLetterArn();
        if (target.isEmpty()) {
            return;
        }
        String arn = target.get();
        switch (Destinations.service(arn)) {
            case "sqs" -> {
                if (arn.endsWith(".fifo")) {
                    throw LambdaErrors.invalid("A FIFO queue can be no dead-letter queue: `" + arn + "`.");
                }
            }
            case "sns" ->
                throw LambdaErrors.notBuilt(
                        "dead-letter topics in SNS, as this cloud does not have that service (`" + arn + "`)");
            default -> throw LambdaErrors.invalid("`" + arn + "` is neither a queue nor a topic.");
        }
        var call = destinations.call(function, scope, Optional.empty());
        if (!kernel.identities().decide(call, Need.of("sqs:SendMessage", arn)).isAllowed()) {
            throw LambdaErrors.invalid(
                    "The provided execution role does not have permissions to call SendMessage on SQS");
        }
    }

    /// Sends an event that was given up.
    ///
    /// @param result of the last attempt, if there was one
    /// @throws AwsException what the queue answers
    void send(String arn, StoredInvocation event, StoredFunction function, Optional<InvocationResult> result) {
        String payload = new String(event.payload().toByteArray(), StandardCharsets.UTF_8);
        Map<String, MessageAttributeValue> attributes = new LinkedHashMap<>();
        attributes.put("RequestID", attribute("String", event.requestId()));
        // Without a result there was no room for the function: what a caller that waits for it would be told.
        attributes.put("ErrorCode", attribute("Number", result.isPresent() ? "200" : "429"));
        attributes.put(
                "ErrorMessage",
                attribute("String", result.map(DeadLetters::message).orElse("Rate Exceeded.")));
        kernel.calls()
                .call(
                        SqsApi.SEND_MESSAGE,
                        SendMessageRequest.builder()
                                .queueUrl(Destinations.queuePath(arn))
                                .messageBody(payload.isEmpty() ? "{}" : payload)
                                .messageAttributes(attributes)
                                .build(),
                        destinations.call(function, event.scope(), event.traceHeader()));
    }

    private static MessageAttributeValue attribute(String type, String value) {
        return MessageAttributeValue.builder().dataType(type).stringValue(value).build();
    }

    /// The `errorMessage` of a function's error, its first 1,024 characters; the kind of the error where it has none.
    private static String message(InvocationResult result) {
        String document = new String(result.payload(), StandardCharsets.UTF_8);
        String message;
        try {
            message = Json.parse(document)
                    .asObject()
                    .flatMap((ObjectNode error) -> error.string("errorMessage"))
                    .orElse("");
        } catch (IllegalArgumentException e) {
            message = document;
        }
        String shown = message.isEmpty() ? result.functionError().orElse("Unhandled") : message;
        return shown.substring(0, Math.min(shown.length(), MAX_MESSAGE));
    }
}
