/// Tests of the package.
@NullMarked
package samara.wire.routing;

import org.jspecify.annotations.NullMarked;
