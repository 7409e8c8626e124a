/// The command line's grammar: which options each of `sam`'s commands has ([samara.cli.args.Surface], data in the
/// resources beside it), how they are parsed, and the values that came out. Behaves as `sam`'s own parser does: exit
/// code
/// 2 and a `Usage:` line for what it does not know, greedy options such as `--parameter-overrides A=1 B=2`,
/// `--on/--no-on`
/// flags. Written by hand because a general library costs more at start than all of `validate`.
@NullMarked
package samara.cli.args;

import org.jspecify.annotations.NullMarked;
