/// Tests of `samara.cloud.iam`.
@NullMarked
package samara.cloud.iam;

import org.jspecify.annotations.NullMarked;
