/// AWS Security Token Service: who calls, and temporary credentials. Start at [samara.cloud.sts.StsService]; services
/// get roles' sessions by [samara.cloud.kernel.Sessions], which [samara.cloud.sts.SessionTable] provides.
///
/// Deviations from AWS:
/// - temporary credentials live by the machine's clock, as the signatures that are made with them, and not by the
///   cloud's: advancing the clock does not end a client's session;
/// - `PolicyArns`, session tags and MFA are refused by name; `AssumeRoleWithWebIdentity` and SAML answer 501.
///
/// See <https://docs.aws.amazon.com/STS/latest/APIReference/welcome.html>.
@NullMarked
package samara.cloud.sts;

import org.jspecify.annotations.NullMarked;
