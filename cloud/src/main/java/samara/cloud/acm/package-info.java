/// AWS Certificate Manager (wire id `acm`): certificates that the cloud's own authority issues, and imported ones.
///
/// Start at [samara.cloud.acm.AcmService] (what is offered) and [samara.cloud.tls.Certificates] (the state, which those
/// who serve certificates share).
///
/// Deviations from AWS:
/// - A requested certificate is `ISSUED` at once, by the cloud's own authority (`ca/ca.pem` in the data folder),
///   however it is to be validated: no record is looked for and no mail is sent.
/// - Certificates are not renewed: they are valid for 395 days, then `EXPIRED`.
/// - Refused by name when asked for: certificates of a private authority (`CertificateAuthorityArn`), validation by
///   `HTTP`, `ManagedBy`. Operations that answer 501: `RenewCertificate`, `ResendValidationEmail`, `RevokeCertificate`,
///   `SearchCertificates`, `UpdateCertificateOptions`, the account's configuration.
/// - CloudFormation puts the record of a validation into the zone that its `HostedZoneId` names, as AWS does; the
///   record stays when the certificate goes.
///
/// See the [API reference](https://docs.aws.amazon.com/acm/latest/APIReference/Welcome.html).
@NullMarked
package samara.cloud.acm;

import org.jspecify.annotations.NullMarked;
