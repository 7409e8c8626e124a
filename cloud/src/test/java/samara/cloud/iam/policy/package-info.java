/// Tests of `samara.cloud.iam.policy`.
@NullMarked
package samara.cloud.iam.policy;

import org.jspecify.annotations.NullMarked;
