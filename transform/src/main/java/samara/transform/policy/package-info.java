/// IAM in SAM: policy templates, the names of policies that AWS manages, and the execution roles that are made of a
/// function's or state machine's `Policies`.
@NullMarked
package samara.transform.policy;

import org.jspecify.annotations.NullMarked;
