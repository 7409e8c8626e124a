/// All services by name. Start at [samara.wire.catalog.Catalog].
@NullMarked
package samara.wire.catalog;

import org.jspecify.annotations.NullMarked;
