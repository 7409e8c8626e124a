/// Tests of `samara.cloud.kernel`.
@NullMarked
package samara.cloud.kernel;

import org.jspecify.annotations.NullMarked;
