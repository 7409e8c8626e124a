/// Traces of requests on their way through the cloud, which services share: the header that they hand on
/// ([samara.cloud.trace.TraceHeader]), the decision whether a request is traced ([samara.cloud.trace.Sampler]), the
/// segments that they write in the background ([samara.cloud.trace.SegmentWriter]), and the X-Ray daemon's UDP port for
/// functions ([samara.cloud.trace.Daemon]).
///
/// Differs from AWS:
/// - Each of API Gateway and Lambda has a reservoir of one request a second of its own.
/// - The daemon takes segments of traced invocations only; other programs call `PutTraceSegments`.
@NullMarked
package samara.cloud.trace;

import org.jspecify.annotations.NullMarked;
