/// AWS Systems Manager's Parameter Store. Start at [samara.cloud.ssm.SsmService].
///
/// Modelled: parameters of all three types in both tiers, their versions, paths, patterns, filters and tags.
///
/// Differs from AWS:
/// - `SecureString` values are encrypted with a key of this cloud; other keys than `alias/aws/ssm` are refused, since
/// KMS
///   is not built. What is answered without decryption is that ciphertext.
/// - Not built, and refused by name: labels, parameter policies, the data types `aws:ec2:image` and
///   `aws:ssm:integration`, shared parameters, AWS's public parameters, all of Systems Manager that is not Parameter
/// Store.
///
/// See <https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-parameter-store.html>.
@NullMarked
package samara.cloud.ssm;

import org.jspecify.annotations.NullMarked;
