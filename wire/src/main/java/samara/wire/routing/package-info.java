/// Which operation of which service a request means. Start at [samara.wire.routing.Router].
@NullMarked
package samara.wire.routing;

import org.jspecify.annotations.NullMarked;
