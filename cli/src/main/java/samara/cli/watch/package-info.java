/// Waits for changes of files, for the commands that take them up while they run.
@NullMarked
package samara.cli.watch;

import org.jspecify.annotations.NullMarked;
