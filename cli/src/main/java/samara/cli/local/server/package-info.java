/// `local start-lambda`: Lambda's Invoke API over a template's functions, for the AWS CLI and the SDKs
/// (`--endpoint-url http://127.0.0.1:3001`). Start at [samara.cli.local.server.StartLambdaCommand].
///
/// Of the API there are `Invoke` (`RequestResponse`, `Event`, `DryRun`, with the log's tail) and `InvokeAsync`.
/// Deviations from Lambda:
/// - Signatures are not checked: the port is this machine's own.
/// - A qualifier is taken as it is; there is only the code of this machine.
/// - An event that is delivered asynchronously is tried once, and goes to no destination.
@NullMarked
package samara.cli.local.server;

import org.jspecify.annotations.NullMarked;
