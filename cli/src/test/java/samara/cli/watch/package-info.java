/// Tests of the watcher.
@NullMarked
package samara.cli.watch;

import org.jspecify.annotations.NullMarked;
