package samara.functions;

import java.time.Duration;
import java.util.Optional;

/// What became of an [Invocation].
///
/// @param payload the answer's JSON, or Lambda's error document; empty where it was streamed
/// @param functionError `Unhandled` where the function failed in any way
/// @param logTail the last four kilobytes of what this invocation logged
/// @param errorCause JSON about a failure for the function's trace segment, if the runtime sent some
// An array, not a copy: payloads have megabytes, and nobody writes to them.
@SuppressWarnings("ArrayRecordComponent")
public record InvocationResult(
        byte[] payload, Optional<String> functionError, byte[] logTail, Report report, Optional<String> errorCause) {

    /// The figures of the `REPORT` line.
    ///
    /// @param init how long the environment took to start, for its first invocation
    public record Report(Duration duration, int billedMilliseconds, int maxMemoryMegabytes, Optional<Duration> init) {}
}
