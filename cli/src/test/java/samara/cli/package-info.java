/// Tests that run a command line in this process.
@NullMarked
package samara.cli;

import org.jspecify.annotations.NullMarked;
