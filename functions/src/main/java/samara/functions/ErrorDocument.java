package samara.functions;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// The JSON that Lambda answers with when it, and not the function's code, tells of a failure.
record ErrorDocument(String errorType, String errorMessage) {
    private static final JsonFactory JSON = new JsonFactory();

    static ErrorDocument exited(String requestId, int exitCode) {
        return new ErrorDocument("Runtime.ExitError", "RequestId: " + requestId + " Error: " + reason(exitCode));
    }

    /// How Lambda words the end of a process.
    static String reason(int exitCode) {
        return switch (exitCode) {
            case 0 -> "Runtime exited without providing a reason";
            case 128 + 6 -> "Runtime exited with error: signal: aborted";
            case 128 + 9 -> "Runtime exited with error: signal: killed";
            case 128 + 11 -> "Runtime exited with error: signal: segmentation fault";
            case 128 + 15 -> "Runtime exited with error: signal: terminated";
            default -> "Runtime exited with error: exit status " + exitCode;
        };
    }

    static ErrorDocument timedOut(String requestId, String seconds) {
        return new ErrorDocument(
                "Sandbox.Timedout", "RequestId: " + requestId + " Error: Task timed out after " + seconds + " seconds");
    }

    static ErrorDocument tooLarge(long size) {
        return new ErrorDocument(
                "Function.ResponseSizeTooLarge",
                "Response payload size (" + size + " bytes) exceeded maximum allowed payload size ("
                        + Invocation.MAX_PAYLOAD_BYTES + " bytes).");
    }

    byte[] json() {
        var text = new StringWriter();
        try (var generator = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            generator.writeStartObject();
            generator.writeStringProperty("errorType", errorType);
            generator.writeStringProperty("errorMessage", errorMessage);
            generator.writeEndObject();
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
