/// IAM's policy language: [samara.cloud.iam.policy.PolicyDocument] reads it, [samara.cloud.iam.policy.Evaluation]
/// decides by it and says why. Knows nothing of users, roles or services.
///
/// Modelled: `Version`, `Id`, `Statement` with `Sid`, `Effect`, `Principal`/`NotPrincipal`, `Action`/`NotAction`,
/// `Resource`/`NotResource` and `Condition` with every operator of the reference, `…IfExists`, `ForAllValues:` and
/// `ForAnyValue:`, wildcards, and policy variables with default values.
///
/// See <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html> and
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html>.
@NullMarked
package samara.cloud.iam.policy;

import org.jspecify.annotations.NullMarked;
