/// AWS Identity and Access Management: roles, users, groups, access keys, managed and inline policies of all accounts,
/// and the decision on each call. Start at [samara.cloud.iam.IamService] (its operations) and
/// [samara.cloud.iam.IamDirectory] (what the cloud asks of it); the policy language is [samara.cloud.iam.policy].
///
/// Modelled: identity, resource, boundary, session and trust policies; AWS's managed policies that serverless
/// applications use, with the documents that AWS publishes.
///
/// Deviations from AWS:
/// - changes count at once, where AWS needs some seconds;
/// - the partition of all ARNs is `aws`;
/// - instance profiles, SAML and OpenID providers, MFA, passwords, certificates and service-linked roles are not
///   built: their operations answer 501;
/// - an AWS managed policy that is not kept here cannot be attached: `NoSuchEntity` says so;
/// - `aws:SecureTransport` is always true, so that policies that ask for TLS work on the loopback address;
/// - organisation policies (SCPs, RCPs) do not exist.
///
/// See <https://docs.aws.amazon.com/IAM/latest/APIReference/welcome.html>.
@NullMarked
package samara.cloud.iam;

import org.jspecify.annotations.NullMarked;
