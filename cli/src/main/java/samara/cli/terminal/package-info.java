/// Where output goes: the one adapter of the standard streams, and tables on it. Results go to standard output,
/// progress
/// and errors to standard error; colour and progress only where a terminal shows them.
@NullMarked
package samara.cli.terminal;

import org.jspecify.annotations.NullMarked;
