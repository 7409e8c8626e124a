/// Tests of `samara.cloud.sts`.
@NullMarked
package samara.cloud.sts;

import org.jspecify.annotations.NullMarked;
