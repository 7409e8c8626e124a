/// Runs function code as Lambda does, without knowing any AWS service. Start at [samara.functions.FunctionEngine]: it
/// takes a [samara.functions.FunctionSpec] (what to run) and an [samara.functions.Invocation], and gives an
/// [samara.functions.InvocationResult]. What the function writes goes to a [samara.functions.FunctionLog].
///
/// One `Environment` is one process with its phases INIT, INVOKE and SHUTDOWN. It speaks Lambda's
/// [Runtime API](https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html) with the engine: our bootstraps for
/// Python and Node.js over a Unix socket that only their sandbox holds, custom runtimes over a loopback port.
///
/// Deviations from Lambda:
/// - INIT and the first invocation share one limit: ten seconds and the function's time-out.
/// - Not built yet, and refused by name: runtimes other than Python, Node.js and `provided*`, response streaming, the
///   Extensions and Telemetry APIs.
/// - Images ([samara.functions.image]) run unpacked, in the sandbox alone; their `USER` counts as little as in Lambda.
/// - As a plain process (no bubblewrap) `LAMBDA_TASK_ROOT` is the real folder, and nothing but the environment
///   variables is kept from the function.
/// - The memory limit counts what the processes hold by themselves (anonymous memory), looked at twenty times a second.
@NullMarked
package samara.functions;

import org.jspecify.annotations.NullMarked;
