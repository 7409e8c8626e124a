/// Tests of `samara.cloud`.
@NullMarked
package samara.cloud;

import org.jspecify.annotations.NullMarked;
