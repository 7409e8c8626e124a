/// The entry points: [samara.cli.Main] finds the command that the line names and runs it. A command is a declaration
/// ([samara.cli.command.Command]) and its work in a package beside this one; none of its classes are loaded before it
/// is
/// named, so `--version` costs a bare JVM.
///
/// What `sam` knows and Samara does not yet have is refused by name: commands in `Main`, options in
/// [samara.cli.command.Command#built()].
@NullMarked
package samara.cli;

import org.jspecify.annotations.NullMarked;
