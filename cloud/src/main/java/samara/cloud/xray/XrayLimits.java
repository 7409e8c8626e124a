package samara.cloud.xray;

import java.time.Duration;

/// X-Ray's quotas, and what this cloud keeps.
///
/// See <https://docs.aws.amazon.com/general/latest/gr/xray.html>.
final class XrayLimits {
    /// A segment document, in bytes.
    static final int SEGMENT_BYTES = 64 * 1024;

    /// All documents of a trace, in bytes; what comes after is dropped, and the trace says so.
    static final int TRACE_BYTES = 500 * 1024;

    /// Documents in one `PutTraceSegments`.
    static final int DOCUMENTS = 50;

    /// Traces in one `BatchGetTraces` or `GetTraceGraph`.
    static final int TRACES = 5;

    /// Annotations that are indexed, a trace.
    static final int ANNOTATIONS = 50;

    /// A segment's name, in characters.
    static final int NAME = 200;

    /// How long a trace can be asked for, from the first document on.
    static final Duration RETENTION = Duration.ofDays(30);

    /// The widest range of `GetTraceSummaries` and `GetServiceGraph`.
    static final Duration RANGE = Duration.ofHours(24);

    /// Traces on a page of summaries.
    static final int PAGE = 100;

    /// All documents that a cloud keeps, in bytes: the oldest traces go first.
    static final long KEPT_BYTES = 256L * 1024 * 1024;

    /// Traces that a cloud keeps.
    static final long KEPT_TRACES = 50_000;

    private XrayLimits() {}
}
