/// Tests of `samara.cloud.edge`.
@NullMarked
package samara.cloud.edge;

import org.jspecify.annotations.NullMarked;
