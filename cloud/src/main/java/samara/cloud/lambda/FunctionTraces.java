package samara.cloud.lambda;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Scope;
import samara.cloud.trace.Author;
import samara.cloud.trace.Daemon;
import samara.cloud.trace.Sampler;
import samara.cloud.trace.SegmentText;
import samara.cloud.trace.SegmentWriter;
import samara.cloud.trace.TraceHeader;
import samara.functions.Invocation;
import samara.functions.InvocationResult;
import samara.gateway.json.Json;
import samara.gateway.json.JsonSyntaxException;

/// The traces of invocations: for each that is sampled a segment of the service (`AWS::Lambda`) and, below it, one of
/// the function (`AWS::Lambda::Function`), which is written with the function's role. `Active` decides by the sampling
/// rule where the caller has not decided; `PassThrough` traces what the caller does.
/// [How Lambda does it](https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html).
final class FunctionTraces {
    private static final String SERVICE = "lambda.amazonaws.com";
    private static final String ACTIVE = "Active";
    private static final int OK = 200;
    private static final int ACCEPTED = 202;

    private final Kernel kernel;
    private final Sampler sampler;
    private final Daemon daemon;
    private final SegmentWriter writer;

    FunctionTraces(Kernel kernel) {
        this.kernel = kernel;
        this.sampler = new Sampler(kernel.clock());
        this.daemon = new Daemon(kernel);
        this.writer = daemon.writer();
    }

    /// The environment variables that tell a function's X-Ray SDK where the daemon is.
    Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("AWS_XRAY_CONTEXT_MISSING", "LOG_ERROR");
        daemon.port().ifPresent(port -> {
            variables.put("AWS_XRAY_DAEMON_ADDRESS", "127.0.0.1:" + port);
            variables.put("_AWS_XRAY_DAEMON_ADDRESS", "127.0.0.1");
            variables.put("_AWS_XRAY_DAEMON_PORT", Integer.toString(port));
        });
        return variables;
    }

    void stop() {
        daemon.close();
    }

    /// An invocation as the function gets it, and what is to be written when it is over.
    ///
    /// @param serviceSegment the id of the service's segment
    /// @param functionSegment the id of the function's, which its own subsegments name
    /// @param attempt nothing where the caller waits for the answer
    record Traced(
            Invocation invocation,
            TraceHeader header,
            String serviceSegment,
            String functionSegment,
            boolean isSampled,
            Instant start,
            Optional<Attempt> attempt) {

        /// The segment or subsegment that the function's is below.
        String caller() {
            return attempt.map(Attempt::segment).orElse(serviceSegment);
        }
    }

    /// One of the times that an event is worked on.
    ///
    /// @param segment the id of the subsegment about it
    /// @param number 1 for the first
    record Attempt(String segment, int number, Instant accepted) {}

    /// What an event is kept with, so that all attempts are in one trace or in none.
    String accepted(StoredFunction function, StoredInvocation event) {
        TraceHeader header = TraceHeader.orNew(event.traceHeader(), kernel);
        boolean sampled = isSampled(header, function, event.scope());
        return new TraceHeader(header.root(), header.parent(), Optional.of(sampled)).text();
    }

    private boolean isSampled(TraceHeader header, StoredFunction function, Scope scope) {
        return header.sampled()
                .orElseGet(() -> function.settings().tracing().equals(ACTIVE) && sampler.samples(scope, header.root()));
    }

    /// Begins the trace of an invocation.
    Traced begin(StoredFunction function, Invocation invocation, Scope scope) {
        TraceHeader header = TraceHeader.orNew(invocation.traceId(), kernel);
        boolean sampled = isSampled(header, function, scope);
        Instant start = kernel.clock().now();
        String service = sampled ? TraceHeader.segmentId(kernel) : "";
        String own = TraceHeader.segmentId(kernel);
        var passed = new Invocation(
                invocation.payload(),
                invocation.requestId(),
                invocation.arn(),
                Optional.of(header.from(own, sampled).text()),
                invocation.clientContext(),
                invocation.cognitoIdentity(),
                invocation.tenantId());
        if (sampled) {
            daemon.expect(header, own, author(function, scope));
        }
        return new Traced(passed, header, service, own, sampled, start, Optional.empty());
    }

    /// The same, where an event is worked on.
    Traced attempt(Traced traced, StoredInvocation event) {
        return new Traced(
                traced.invocation(),
                traced.header(),
                traced.serviceSegment(),
                traced.functionSegment(),
                traced.isSampled(),
                traced.start(),
                Optional.of(new Attempt(TraceHeader.segmentId(kernel), event.attempts() + 1, event.accepted())));
    }

    /// Writes the segments of an invocation that the function has worked on.
    void end(Traced traced, StoredFunction function, Scope scope, InvocationResult result) {
        Instant end = kernel.clock().now();
        Map<String, Object> service = service(traced, function, scope, end);
        SegmentText.answered(service, traced.attempt().isPresent() ? ACCEPTED : OK, Optional.empty());
        Map<String, Object> own = SegmentText.of(
                traced.header().from(traced.caller(), true),
                traced.functionSegment(),
                function.name(),
                traced.start(),
                end);
        String arn = StoredFunction.arn(scope, function.name());
        Map<String, Object> aws = new LinkedHashMap<>();
        aws.put("account_id", scope.account().id());
        aws.put("function_arn", arn);
        aws.put("resource_names", List.of(function.name()));
        aws.put("request_id", traced.invocation().requestId());
        own.put("aws", aws);
        own.put("origin", "AWS::Lambda::Function");
        own.put("resource_arn", arn);
        if (result.functionError().isPresent()) {
            service.put("fault", true);
            own.put("fault", true);
            own.put("cause", cause(result));
        }
        own.put("subsegments", phases(traced, arn, result.report(), end));
        writer.write(new Author(scope, SERVICE, arn, Optional.empty()), SegmentText.text(service));
        writer.write(author(function, scope), SegmentText.text(own));
    }

    /// Writes the segment of an invocation that no function worked on.
    void refused(Traced traced, StoredFunction function, Scope scope, int status) {
        Map<String, Object> service =
                service(traced, function, scope, kernel.clock().now());
        SegmentText.answered(service, status, Optional.empty());
        String arn = StoredFunction.arn(scope, function.name());
        writer.write(new Author(scope, SERVICE, arn, Optional.empty()), SegmentText.text(service));
    }

    /// As whom a function's own segments are written.
    static Author author(StoredFunction function, Scope scope) {
        return new Author(
                scope,
                SERVICE,
                StoredFunction.arn(scope, function.name()),
                Optional.of(function.settings().role()));
    }

    private List<Map<String, Object>> queued(Attempt attempt, Instant start, Instant end) {
        return List.of(
                SegmentText.of(TraceHeader.segmentId(kernel), "Dwell Time", attempt.accepted(), start),
                SegmentText.of(attempt.segment(), "Attempt #" + attempt.number(), start, end));
    }

    private Map<String, Object> service(Traced traced, StoredFunction function, Scope scope, Instant end) {
        Instant start = traced.attempt().map(Attempt::accepted).orElse(traced.start());
        Map<String, Object> segment =
                SegmentText.of(traced.header(), traced.serviceSegment(), function.name(), start, end);
        traced.attempt().ifPresent(attempt -> segment.put("subsegments", queued(attempt, traced.start(), end)));
        Map<String, Object> aws = new LinkedHashMap<>();
        aws.put("request_id", traced.invocation().requestId());
        segment.put("aws", aws);
        segment.put("origin", "AWS::Lambda");
        segment.put("resource_arn", StoredFunction.arn(scope, function.name()));
        return segment;
    }

    /// The start of the environment, if there was one, the handler, and what Lambda did after it.
    private List<Map<String, Object>> phases(Traced traced, String arn, InvocationResult.Report report, Instant end) {
        List<Map<String, Object>> phases = new ArrayList<>();
        Instant begun = traced.start();
        if (report.init().isPresent()) {
            Instant ready = earlier(begun.plus(report.init().get()), end);
            phases.add(phase("Initialization", arn, begun, ready));
            begun = ready;
        }
        Duration handler = report.duration();
        Instant answered = earlier(begun.plus(handler), end);
        phases.add(phase("Invocation", arn, begun, answered));
        phases.add(phase("Overhead", arn, answered, end));
        return phases;
    }

    private Map<String, Object> phase(String name, String arn, Instant start, Instant end) {
        Map<String, Object> phase = SegmentText.of(TraceHeader.segmentId(kernel), name, start, end);
        phase.put("aws", Map.of("function_arn", arn));
        return phase;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /// What the runtime says of a failure, else what the error document does.
    private Map<String, Object> cause(InvocationResult result) {
        Map<String, Object> cause = new LinkedHashMap<>();
        Map<?, ?> told =
                result.errorCause().<Map<?, ?>>map(FunctionTraces::object).orElse(Map.of());
        if (told.get("exceptions") instanceof List<?> exceptions) {
            cause.put("working_directory", String.valueOf(told.get("working_directory")));
            cause.put("exceptions", exceptions);
            return cause;
        }
        Map<?, ?> document = object(new String(result.payload(), java.nio.charset.StandardCharsets.UTF_8));
        Map<String, Object> exception = new LinkedHashMap<>();
        exception.put("id", TraceHeader.segmentId(kernel));
        exception.put("message", text(document.get("errorMessage")));
        exception.put("type", text(document.get("errorType")));
        cause.put("working_directory", "/var/task");
        cause.put("exceptions", List.of(exception));
        return cause;
    }

    private static String text(@org.jspecify.annotations.Nullable Object value) {
        String text = value == null ? "" : String.valueOf(value);
        return text.substring(0, Math.min(text.length(), 2_000));
    }

    private static Map<?, ?> object(String json) {
        try {
            return Json.read(json) instanceof Map<?, ?> map ? map : Map.of();
        } catch (JsonSyntaxException e) {
            // The runtime may send what it likes; then the segment says less.
            return Map.of();
        }
    }
}
