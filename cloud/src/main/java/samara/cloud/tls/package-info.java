/// Certificates: the cloud's own authority, PEM, what the port shows to TLS clients, and which client certificates it
/// accepts. Knows no service; ACM keeps its certificates here, and API Gateway finds them here.
///
/// Start at [samara.cloud.tls.LocalAuthority], [samara.cloud.tls.Certificates] and [samara.cloud.tls.ServerNames].
///
/// X.509 certificates are made, and private keys read, by Bouncy Castle; its classes are loaded with the first
/// certificate that is made or imported, not with the cloud. Private keys are in the data folder only, and are never
/// part of a text (`toString`, logs, errors).
@NullMarked
package samara.cloud.tls;

import org.jspecify.annotations.NullMarked;
