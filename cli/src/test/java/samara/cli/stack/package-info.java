/// Tests of the commands about stacks.
@NullMarked
package samara.cli.stack;

import org.jspecify.annotations.NullMarked;
