package samara.functions;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// Makes the result of an invocation, and writes the platform's lines about it.
record Results(FunctionSpec function, PlatformLog platform, FunctionOutput output) {
    private static final long MEGABYTE = 1024 * 1024;

    /// How it ended, as the platform tells it.
    static PlatformLog.Ending ending(Work.Outcome outcome) {
        return switch (outcome) {
            case Work.Outcome.Answered _, Work.Outcome.Streamed _ -> PlatformLog.Ending.SUCCESS;
            case Work.Outcome.Failed failed ->
                new PlatformLog.Ending("error", failed.failure().errorType());
            case Work.Outcome.Exited _ -> new PlatformLog.Ending("failure", Optional.of("Runtime.ExitError"));
            case Work.Outcome.TimedOut _ -> new PlatformLog.Ending("timeout", Optional.empty());
        };
    }

    InvocationResult of(
            Invocation invocation, Work.Outcome outcome, Duration duration, Optional<Duration> init, long peakMemory) {
        String id = invocation.requestId();
        Duration limited = duration.compareTo(function.timeout()) > 0 ? function.timeout() : duration;
        byte[] payload = switch (outcome) {
            case Work.Outcome.Answered answered -> answered.payload();
            case Work.Outcome.Streamed _ -> new byte[0];
            case Work.Outcome.Failed failed -> failed.failure().document();
            case Work.Outcome.Exited exited -> {
                platform.failure("RequestId: " + id + " Error: " + ErrorDocument.reason(exited.code()));
                yield ErrorDocument.exited(id, exited.code()).json();
            }
            case Work.Outcome.TimedOut _ -> {
                platform.failure(platform.now() + " " + id + " Task timed out after " + seconds() + " seconds\n");
                yield ErrorDocument.timedOut(id, seconds()).json();
            }
        };
        PlatformLog.Ending ending = ending(outcome);
        var report = new InvocationResult.Report(
                limited,
                (int) Math.ceil((limited.toNanos() + init.map(Duration::toNanos).orElse(0L)) / 1e6),
                (int) Math.min(function.memoryMegabytes(), Math.ceilDiv(peakMemory, MEGABYTE)),
                init);
        platform.runtimeDone(invocation, ending, limited, payload.length);
        platform.report(invocation, ending, report);
        output.flush();
        Optional<String> cause =
                outcome instanceof Work.Outcome.Failed failed ? failed.failure().xrayCause() : Optional.empty();
        Optional<String> error = ending == PlatformLog.Ending.SUCCESS ? Optional.empty() : Optional.of("Unhandled");
        return new InvocationResult(payload, error, output.tail(), report, cause);
    }

    private String seconds() {
        return String.format(Locale.ROOT, "%.2f", function.timeout().toMillis() / 1000.0);
    }
}
