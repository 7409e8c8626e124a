/// Tests of mapping templates by themselves.
@NullMarked
package samara.gateway.vtl;

import org.jspecify.annotations.NullMarked;
