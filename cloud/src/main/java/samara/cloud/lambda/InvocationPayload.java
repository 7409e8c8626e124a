package samara.cloud.lambda;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// What is checked of an event before a function sees it.
final class InvocationPayload {
    /// The largest event of an asynchronous invocation, in bytes:
    /// [quotas](https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html).
    static final int MAX_EVENT_BYTES = 1_048_576;

    private static final JsonFactory JSON = new JsonFactory();

    private InvocationPayload() {}

    /// Checks size and syntax.
    ///
    /// @param most the limit in bytes, at most [Invocation#MAX_PAYLOAD_BYTES]
    static void check(byte[] payload, int most) {
        if (payload.length > most) {
            throw LambdaErrors.tooLarge(
                    "Request must be smaller than " + most + " bytes for the InvokeFunction operation");
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

    static byte[] orEmptyObject(byte[] payload) {
        return payload.length == 0 ? "{}".getBytes(StandardCharsets.UTF_8) : payload;
    }
}
