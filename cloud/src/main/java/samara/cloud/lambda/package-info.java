/// Lambda. Start at [samara.cloud.lambda.LambdaService]. Functions run by `samara.functions`; what they write goes to
/// CloudWatch Logs through the call path, with the function's role: a role without `logs:` permissions logs nothing.
///
/// Modelled: functions from zip files, S3 or images, versions, aliases with weights, permissions, tags, reserved
/// concurrency, layers and their permissions, log formats and levels, function URLs (answers whole or streamed), and
/// invocation of all types, streamed ones too. Asynchronous ones are durable, tried again by the cloud's clock, and
/// their records delivered to functions and buckets; ten of one function are worked on at once. A URL is
/// `http://127.0.0.1:PORT/_aws/lambda-url/ID/` or, the same, at the host `ID.lambda-url.REGION.localhost`; its caller
/// needs both permissions that AWS asks for. Code that nobody means any more goes after twenty minutes.
/// [API reference](https://docs.aws.amazon.com/lambda/latest/api/).
///
/// Traces: [samara.cloud.lambda.FunctionTraces]. An invocation that is sampled leaves segments of the service and of
/// the
/// function with its phases in X-Ray, and the function's SDK sends its own to the daemon's UDP port
/// ([samara.cloud.trace.Daemon]); both need the role's `xray:PutTraceSegments`. A function always sees a trace header.
/// Each attempt of an asynchronous invocation has a segment of the service of its own, in the same trace.
///
/// For development, `Code` may be `{S3Bucket: "samara_local_folder", S3Key: "/absolute/folder"}`: users (no roles) run
/// code straight from a folder of this machine. After a change, `UpdateFunctionCode` with the same location replaces
/// the environments.
///
/// A layer of another account is not fetched from AWS. A user brings a version of it in, by `PublishLayerVersion` with
/// the layer's ARN and the description `samara:version=N`.
///
/// Not built, and refused by name: dead-letter queues (`DeadLetterConfig`), destinations in SNS and EventBridge, as
/// this
/// cloud does not have those services, event source mappings, VPC, file systems, SnapStart, code signing, provisioned
/// concurrency, older versions of runtimes, recursion settings.
///
/// Deviations: a function is `Active` when `CreateFunction` returns.
@NullMarked
package samara.cloud.lambda;

import org.jspecify.annotations.NullMarked;
