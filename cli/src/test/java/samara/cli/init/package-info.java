/// Tests of `init`'s parts.
@NullMarked
package samara.cli.init;

import org.jspecify.annotations.NullMarked;
