/// `local invoke` and what the `local` commands share: the functions of a template as they are on this machine
/// ([samara.cli.local.LocalTemplate]), and the engine that runs them ([samara.cli.local.LocalFunctions]) with the
/// caller's own credentials.
///
/// Deviations from `sam`:
/// - Functions run in the engine of the embedded cloud, with no container: options that only mean something to Docker
///   are refused with the reason.
/// - `--shutdown`, `--skip-pull-image` and `--beta-features` ask for what is always so: extensions are told of the
///   shutdown, no image is pulled, and nothing waits behind a switch.
/// - A debugger (`--debug-port`) listens on the loopback address unless `--container-host-interface` says otherwise,
///   also where `--debug-args` have `0.0.0.0`. There is one for Python (debugpy, in the folder of `--debugger-path` or
///   by `--debug-args`), Node.js (the inspector) and Java (JDWP); for other runtimes and images it is refused.
/// - Loops of the language extensions are always written out.
/// - Inline code runs. With `--log-file` the answer goes to standard output all the same.
/// - A variable that `--env-vars` sets and the template does not declare is named in a warning.
/// - Credentials of the instance's metadata service are asked for on EC2 only, so that no other machine waits for them.
@NullMarked
package samara.cli.local;

import org.jspecify.annotations.NullMarked;
