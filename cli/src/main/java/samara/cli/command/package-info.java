/// What a command is, and what it is given: its arguments, the terminal and the surroundings.
@NullMarked
package samara.cli.command;

import org.jspecify.annotations.NullMarked;
