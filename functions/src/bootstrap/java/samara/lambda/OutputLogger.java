package samara.lambda;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes log events to the process's output: one line each, as the reader at the other end takes them. */
public final class OutputLogger implements LambdaLogger {
    /** Stands for a line feed inside of one event. */
    private static final char IN_EVENT_LINE_FEED = '\1';

    private static final FileOutputStream OUT = new FileOutputStream(FileDescriptor.out);
    private static final boolean AS_JSON = "JSON".equals(System.getenv("AWS_LAMBDA_LOG_FORMAT"));
    private static final LogLevel LEAST = level(System.getenv("AWS_LAMBDA_LOG_LEVEL"));
    static volatile String requestId;

    @Override
    public void log(String message) {
        log(message, LogLevel.UNDEFINED);
    }

    @Override
    public void log(byte[] message) {
        log(new String(message, StandardCharsets.UTF_8));
    }

    @Override
    public void log(byte[] message, LogLevel level) {
        log(new String(message, StandardCharsets.UTF_8), level);
    }

    @Override
    public void log(String message, LogLevel level) {
        String text = String.valueOf(message);
        if (!AS_JSON) {
            event(text);
            return;
        }
        if (level != LogLevel.UNDEFINED && level.ordinal() < LEAST.ordinal()) {
            return;
        }
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("timestamp", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        event.put("message", text);
        event.put("level", level == LogLevel.UNDEFINED ? "INFO" : level.name());
        event.put("AWSRequestId", requestId);
        event(JsonWriter.text(event));
    }

    /** Writes an event as it is. */
    static void event(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '\n') {
            end--;
        }
        raw(text.substring(0, end).replace('\n', IN_EVENT_LINE_FEED) + "\n");
    }

    /** To be called before an answer: what is in the pipe when the answer comes is the event's output. */
    static void flush() {
        System.out.flush();
        System.err.flush();
    }

    private static void raw(String line) {
        try {
            OUT.write(line.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LogLevel level(String name) {
        return name == null || name.isEmpty() ? LogLevel.INFO : LogLevel.fromString(name);
    }
}
