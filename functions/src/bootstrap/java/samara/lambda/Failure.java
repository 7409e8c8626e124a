package samara.lambda;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lambda's error document of a throwable. */
final class Failure {
    private static final int MAX_CAUSES = 10;

    private Failure() {}

    static String type(Throwable thrown) {
        return thrown instanceof Fault ? ((Fault) thrown).errorType : thrown.getClass().getName();
    }

    static byte[] document(Throwable thrown) {
        return JsonWriter.text(describe(thrown, 0)).getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, Object> describe(Throwable thrown, int depth) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("errorMessage", thrown.getMessage() == null ? thrown.toString() : thrown.getMessage());
        document.put("errorType", type(thrown));
        List<Object> stack = new ArrayList<>();
        if (!(thrown instanceof Fault)) {
            for (StackTraceElement element : thrown.getStackTrace()) {
                if (element.getClassName().startsWith("samara.lambda.")) {
                    break;
                }
                stack.add(element.toString());
            }
            document.put("stackTrace", stack);
            Throwable cause = thrown.getCause();
            if (cause != null && cause != thrown && depth < MAX_CAUSES) {
                document.put("cause", describe(cause, depth + 1));
            }
        }
        return document;
    }

    /** Writes it to the log as one event. */
    static void log(Throwable thrown) {
        if (thrown instanceof Fault) {
            OutputLogger.event(thrown.getMessage() + ": " + type(thrown));
            return;
        }
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text, true));
        OutputLogger.event(thrown.getMessage() + ": " + type(thrown) + "\n" + text);
    }
}
