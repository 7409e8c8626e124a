package samara.functions;

import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import samara.functions.extension.Json;
import samara.functions.extension.Telemetry;

/// Writes what Lambda itself logs: `START`, `END` and `REPORT` lines, or the same as
/// [JSON](https://docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html); and tells extensions of it.
final class PlatformLog {
    private final FunctionSpec function;
    private final FunctionOutput output;
    private final Telemetry telemetry;
    private final InstantSource clock;

    /// How an invocation, or a start, ended.
    ///
    /// @param status `success`, `error` (the function failed), `failure` (the runtime did) or `timeout`
    record Ending(String status, Optional<String> errorType) {
        static final Ending SUCCESS = new Ending("success", Optional.empty());
    }

    /// The levels of `SystemLogLevel` that a record is written at.
    private enum Level {
        DEBUG,
        INFO,
        WARN
    }

    PlatformLog(FunctionSpec function, FunctionOutput output, Telemetry telemetry, InstantSource clock) {
        this.function = function;
        this.output = output;
        this.telemetry = telemetry;
        this.clock = clock;
    }

    void initStart() {
        if (isTold()) {
            Map<String, Object> record = init();
            record.put("functionName", function.name());
            record.put("functionVersion", function.version());
            if (function.code() instanceof FunctionCode.Zip zip) {
                record.put("runtimeVersion", zip.runtime());
            }
            tell("platform.initStart", record, Level.DEBUG);
        }
    }

    void initDone(Ending ending, Duration duration) {
        if (isTold()) {
            Level level = ending.status().equals("success") ? Level.DEBUG : Level.WARN;
            Map<String, Object> done = init();
            put(done, ending);
            tell("platform.initRuntimeDone", done, level);
            Map<String, Object> report = init();
            put(report, ending);
            report.put("metrics", Map.of("durationMs", rounded(duration)));
            tell("platform.initReport", report, level);
        }
    }

    void extension(Map<String, Object> record) {
        if (isTold()) {
            tell("platform.extension", record, Level.DEBUG);
        }
    }

    void start(Invocation invocation) {
        if (!isJson()) {
            output.begin("START RequestId: " + invocation.requestId() + " Version: " + function.version());
        } else {
            output.begin();
        }
        if (isTold()) {
            Map<String, Object> record = of(invocation);
            record.put("version", function.version());
            put(record, invocation);
            tell("platform.start", record, Level.INFO);
        }
    }

    void runtimeDone(Invocation invocation, Ending ending, Duration duration, int bytes) {
        if (isTold()) {
            Map<String, Object> record = of(invocation);
            put(record, ending);
            put(record, invocation);
            Map<String, Object> metrics = new LinkedHashMap<>();
            metrics.put("durationMs", rounded(duration));
            metrics.put("producedBytes", bytes);
            record.put("metrics", metrics);
            tell("platform.runtimeDone", record, ending.status().equals("success") ? Level.DEBUG : Level.WARN);
        }
    }

    void report(Invocation invocation, Ending ending, InvocationResult.Report report) {
        String id = invocation.requestId();
        if (!isJson()) {
            output.platform("END RequestId: " + id);
            output.platform(line(invocation, ending, report));
        }
        if (isTold()) {
            Map<String, Object> record = of(invocation);
            put(record, ending);
            put(record, invocation);
            Map<String, Object> metrics = new LinkedHashMap<>();
            metrics.put("durationMs", rounded(report.duration()));
            metrics.put("billedDurationMs", report.billedMilliseconds());
            metrics.put("memorySizeMB", function.memoryMegabytes());
            metrics.put("maxMemoryUsedMB", report.maxMemoryMegabytes());
            report.init().ifPresent(init -> metrics.put("initDurationMs", rounded(init)));
            record.put("metrics", metrics);
            telemetry.platform("platform.end", of(invocation));
            tell("platform.report", record, ending.status().equals("success") ? Level.INFO : Level.WARN);
        }
    }

    /// A line about a failure, which logs in JSON do without: their report has it.
    void failure(String text) {
        if (!isJson()) {
            output.platform(text);
        }
    }

    String now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private String line(Invocation invocation, Ending ending, InvocationResult.Report report) {
        var line = new StringBuilder(200).append("REPORT RequestId: ").append(invocation.requestId());
        line.append("\tDuration: ").append(milliseconds(report.duration())).append(" ms\tBilled Duration: ");
        line.append(report.billedMilliseconds()).append(" ms\tMemory Size: ").append(function.memoryMegabytes());
        line.append(" MB\tMax Memory Used: ")
                .append(report.maxMemoryMegabytes())
                .append(" MB\t");
        report.init()
                .ifPresent(init -> line.append("Init Duration: ")
                        .append(milliseconds(init))
                        .append(" ms\t"));
        invocation
                .traceId()
                .filter(trace -> trace.contains("Sampled=1"))
                .ifPresent(trace -> line.append("\nXRAY TraceId: ")
                        .append(part(trace, "Root"))
                        .append("\tSegmentId: ")
                        .append(part(trace, "Parent"))
                        .append("\tSampled: true\t"));
        switch (ending.status()) {
            case "timeout" -> line.append("Status: timeout");
            case "failure" ->
                line.append("Status: error\tError Type: ")
                        .append(ending.errorType().orElse(""));
            default -> {}
        }
        return line.toString();
    }

    private static String part(String trace, String name) {
        for (String part : trace.split(";", -1)) {
            if (part.startsWith(name + "=")) {
                return part.substring(name.length() + 1);
            }
        }
        return "";
    }

    private static String milliseconds(Duration duration) {
        long hundredths = Math.ceilDiv(duration.toNanos(), 10_000);
        return hundredths / 100 + "." + (hundredths % 100 < 10 ? "0" : "") + hundredths % 100;
    }

    private static double rounded(Duration duration) {
        return Math.ceilDiv(duration.toNanos(), 1000) / 1000.0;
    }

    private boolean isJson() {
        return function.logging().format() == Logging.Format.JSON;
    }

    private boolean isTold() {
        return isJson() || telemetry.isWanted();
    }

    private void tell(String type, Map<String, Object> record, Level level) {
        telemetry.platform(type, record);
        Level least = Level.valueOf(function.logging().systemLevel().toUpperCase(Locale.ROOT));
        if (isJson() && level.compareTo(least) >= 0) {
            Map<String, Object> event = new LinkedHashMap<>();
            event.put("time", now());
            event.put("type", type);
            event.put("record", record);
            output.platform(Json.text(event));
        }
    }

    private static Map<String, Object> init() {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("initializationType", "on-demand");
        record.put("phase", "init");
        return record;
    }

    private static Map<String, Object> of(Invocation invocation) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("requestId", invocation.requestId());
        return record;
    }

    private static void put(Map<String, Object> record, Ending ending) {
        record.put("status", ending.status());
        ending.errorType().ifPresent(type -> record.put("errorType", type));
    }

    private static void put(Map<String, Object> record, Invocation invocation) {
        invocation.traceId().ifPresent(trace -> record.put("tracing", tracing(trace)));
    }

    /// A trace header as records have it.
    static Map<String, Object> tracing(String trace) {
        Map<String, Object> tracing = new LinkedHashMap<>();
        tracing.put("type", "X-Amzn-Trace-Id");
        tracing.put("value", trace);
        return tracing;
    }

    /// The event that extensions are given for an invocation.
    static Map<String, Object> invokeEvent(Invocation invocation, long deadline) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("eventType", "INVOKE");
        event.put("deadlineMs", deadline);
        event.put("requestId", invocation.requestId());
        event.put("invokedFunctionArn", invocation.arn());
        invocation.traceId().ifPresent(trace -> event.put("tracing", tracing(trace)));
        return event;
    }

    /// What a line of the function's is to extensions: an object where logs are JSON and it is one.
    static Object record(Logging logging, String text) {
        if (logging.format() == Logging.Format.JSON && text.startsWith("{")) {
            Optional<Map<String, Object>> parsed = Json.object(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            if (parsed.isPresent()) {
                return parsed.get();
            }
        }
        return text;
    }
}
