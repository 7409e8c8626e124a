/// `local invoke` and what the `local` commands share: the functions of a template as they are on this machine
/// ([samara.cli.local.LocalTemplate]), and the engine that runs them ([samara.cli.local.LocalFunctions]) with the
/// caller's own credentials.
///
/// Deviations from `sam`:
/// - Functions run in the engine of the embedded cloud, with no container: options that only mean something to Docker
///   are refused with the reason.
/// - Inline code runs. With `--log-file` the answer goes to standard output all the same.
/// - A variable that `--env-vars` sets and the template does not declare is named in a warning.
/// - Credentials of the instance's metadata service are asked for on EC2 only, so that no other machine waits for them.
@NullMarked
package samara.cli.local;

import org.jspecify.annotations.NullMarked;
