package samara.cloud.lambda;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import samara.functions.InvocationResult;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// What a destination is told of an invocation:
/// [records](https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html).
final class InvocationRecord {
    private static final JsonFactory JSON = new JsonFactory();

    /// How an invocation ended.
    enum Condition {
        SUCCESS("Success"),
        RETRIES_EXHAUSTED("RetriesExhausted"),
        EVENT_AGE_EXCEEDED("EventAgeExceeded");

        private final String text;

        Condition(String text) {
            this.text = text;
        }
    }

    private InvocationRecord() {}

    /// @param result of the last attempt, if there was one
    static String of(
            StoredInvocation event,
            Condition condition,
            String executedVersion,
            Optional<InvocationResult> result,
            Instant now) {
        var text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("version", "1.0");
            json.writeStringProperty("timestamp", ShownFunction.time(now).replace("+0000", "Z"));
            json.writeObjectPropertyStart("requestContext");
            json.writeStringProperty("requestId", event.requestId());
            json.writeStringProperty(
                    "functionArn", event.arn() + (event.qualifier().isEmpty() ? ":" + StoredFunction.LATEST : ""));
            json.writeStringProperty("condition", condition.text);
            json.writeNumberProperty(
                    "approximateInvokeCount", event.attempts() + (condition == Condition.SUCCESS ? 1 : 0));
            json.writeEndObject();
            json.writeName("requestPayload");
            json.writeRawValue(
                    event.payload().toByteArray().length == 0
                            ? "{}"
                            : text(event.payload().toByteArray()));
            if (result.isPresent()) {
                json.writeObjectPropertyStart("responseContext");
                json.writeNumberProperty("statusCode", 200);
                json.writeStringProperty("executedVersion", executedVersion);
                if (result.get().functionError().isPresent()) {
                    json.writeStringProperty(
                            "functionError", result.get().functionError().get());
                }
                json.writeEndObject();
                byte[] payload = result.get().payload();
                json.writeName("responsePayload");
                json.writeRawValue(payload.length == 0 ? "null" : text(payload));
            }
            json.writeEndObject();
        }
        return text.toString();
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }
}
