/// Tests of the package.
@NullMarked
package samara.wire.protocol;

import org.jspecify.annotations.NullMarked;
