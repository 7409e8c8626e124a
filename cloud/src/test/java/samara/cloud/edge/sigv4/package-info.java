/// Tests of `samara.cloud.edge.sigv4`.
@NullMarked
package samara.cloud.edge.sigv4;

import org.jspecify.annotations.NullMarked;
