/// Tests of the parts of `up`.
@NullMarked
package samara.cli.up;

import org.jspecify.annotations.NullMarked;
