package samara.functions;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The answer of an invocation for which no process could be started.
final class FailedStart {
    private FailedStart() {}

    static InvocationResult result(
            FunctionSpec function,
            Invocation invocation,
            FunctionLog log,
            EngineSettings settings,
            InvalidEntrypointException failure) {
        String id = invocation.requestId();
        String text = "RequestId: " + id + " Error: " + failure.getMessage();
        var now = settings.clock().instant();
        String stream = Environment.logStream(
                now, function.version(), settings.streamSuffix().get());
        List<FunctionLog.Event> events = List.of(
                new FunctionLog.Event(now, "START RequestId: " + id + " Version: " + function.version() + "\n"),
                new FunctionLog.Event(now, text + "\nRuntime.InvalidEntrypoint\n"),
                new FunctionLog.Event(now, "END RequestId: " + id + "\n"));
        log.write(function, stream, events);
        var tail = new StringBuilder();
        events.forEach(event -> tail.append(event.message()));
        return new InvocationResult(
                new ErrorDocument("Runtime.InvalidEntrypoint", text).json(),
                Optional.of("Unhandled"),
                tail.toString().getBytes(StandardCharsets.UTF_8),
                new InvocationResult.Report(Duration.ZERO, 0, 0, Optional.empty()),
                Optional.empty());
    }
}
