package samara.cloud.apigateway;

import java.security.cert.X509Certificate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.HexFormat;
import java.util.Locale;
import samara.cloud.tls.Pem;
import samara.gateway.ApiRequest.ClientCertificate;

/// Clients' certificates as events and `$context.identity.clientCert` show them.
///
/// @see <a
/// href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">the
///     payload with a certificate in it</a>
final class ClientCertificates {
    /// As OpenSSL prints dates: a day of one digit has a space before it.
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "MMM ppd HH:mm:ss yyyy 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private ClientCertificates() {}

    static ClientCertificate shown(X509Certificate certificate) {
        return new ClientCertificate(
                Pem.of(certificate),
                certificate.getSubjectX500Principal().getName(),
                certificate.getIssuerX500Principal().getName(),
                HexFormat.ofDelimiter(":")
                        .formatHex(certificate.getSerialNumber().toByteArray()),
                date(certificate.getNotBefore()),
                date(certificate.getNotAfter()));
    }

    private static String date(Date date) {
        return DATE.format(date.toInstant());
    }
}
