/// Tests of the command line's grammar.
@NullMarked
package samara.cli.args;

import org.jspecify.annotations.NullMarked;
