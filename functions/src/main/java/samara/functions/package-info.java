/// Runs function code as Lambda does, without knowing any AWS service. Start at [samara.functions.FunctionEngine]: it
/// takes a [samara.functions.FunctionSpec] (what to run) and an [samara.functions.Invocation], and gives an
/// [samara.functions.InvocationResult]. What the function writes goes to a [samara.functions.FunctionLog].
///
/// One `Environment` is one process with its phases INIT, INVOKE and SHUTDOWN. It speaks Lambda's
/// [Runtime API](https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html) with the engine: our bootstraps for
/// Python, Node.js, Ruby and Java over a Unix socket that only their sandbox holds (Java before 16, custom runtimes and
/// `go1.x` over a loopback port). The Java bootstrap is `src/bootstrap/java`, built for Java 8 into `java/runtime.jar`;
/// an archive of its classes is made when a JDK is first used.
///
/// Deviations from Lambda:
/// - INIT and the first invocation share one limit: ten seconds and the function's time-out.
/// - Not built yet, and refused by name: .NET's runtimes.
/// - An invocation's answer is handed over when its extensions are done, too, not before.
/// - All environments share the machine's network: `sandbox.localdomain` is a loopback address of its own for each, so
///   that an extension that listens there has any port; one that listens on all addresses competes with others.
/// - Where there is a port, only the environment's own processes may use it, as the kernel's tables tell.
/// - Images ([samara.functions.image]) run unpacked in the sandbox, or in containers
///   ([samara.functions.container.ImageContainers]); their `USER` counts as little as in Lambda. Containers share the
///   machine's network, and processes of Docker's containers can't be told from others by users that aren't root.
/// - `go1.x` programs must be linked with aws-lambda-go 1.18 or newer: Lambda's older protocol is not spoken.
/// - Java events are mapped by our own small mapper: getters, setters, fields, records; no annotations of Jackson's.
/// - As a plain process (no bubblewrap) `LAMBDA_TASK_ROOT` is the real folder, and nothing but the environment
///   variables is kept from the function.
/// - The memory limit counts what the processes hold by themselves (anonymous memory), looked at twenty times a second.
///   In between, a control group bounds it at that, `/tmp` and 64 MB; where this user may make none, nothing does.
/// - Python and Node.js functions find the AWS SDK as in Lambda, where this machine has it: in
///   `~/.cache/samara/sdk/python`, `~/.cache/samara/sdk/nodejs/node_modules`, or where package managers put it.
/// - Files in `/tmp` are held in memory. Nothing else takes files: neither `/` nor `/dev`, so that `/dev/shm` is as
///   useless as in Lambda.
@NullMarked
package samara.functions;

import org.jspecify.annotations.NullMarked;
