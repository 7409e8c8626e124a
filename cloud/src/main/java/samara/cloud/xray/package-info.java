/// AWS X-Ray. Start at [samara.cloud.xray.XrayService].
///
/// Modelled: segment documents and their checks, traces with subsegments that came on their own and with inferred
/// segments, summaries by time and filter expression ([samara.cloud.xray.filter]), service maps, the default sampling
/// rule. [API reference](https://docs.aws.amazon.com/xray/latest/api/).
///
/// Segments come by `PutTraceSegments` only: from API Gateway and Lambda (through [samara.cloud.trace]), from functions
/// (through the daemon's UDP port there), and from whoever else calls it.
///
/// Differs from AWS:
/// - A trace is found as soon as its first document is here, and kept for 30 days from then on by the cloud's clock.
///   The cloud keeps 50,000 traces and 256 MB of documents at most; the oldest go first.
/// - A document's age is not checked, since a function's clock is the machine's, and the cloud's may be ahead.
/// - `TimeRangeType` `TraceId` goes by when the trace's first segment started. By `Event` and `Service` traces are
///   found that started up to 24 hours before the range.
/// - `Sampling` in a search for summaries leaves nothing out.
/// - Summaries hold no root causes, instances or availability zones.
/// - Not built, and refused by name: groups, sampling rules of one's own, sampling boosts and strategies, insights,
///   encryption settings, resource policies, telemetry records, trace retrieval (Transaction Search).
@NullMarked
package samara.cloud.xray;

import org.jspecify.annotations.NullMarked;
