/// The steps of the transform that look at the whole template: what is done before SAM's resources become
/// CloudFormation's one by one, and after.
@NullMarked
package samara.transform.step;

import org.jspecify.annotations.NullMarked;
