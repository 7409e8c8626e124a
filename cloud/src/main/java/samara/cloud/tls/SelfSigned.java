package samara.cloud.tls;

import java.math.BigInteger;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import samara.cloud.kernel.Ids;

/// Certificates that no authority issued.
public final class SelfSigned {
    private static final int SERIAL_BYTES = 8;

    private SelfSigned() {}

    /// One for a client, with an RSA key.
    public static Issued client(String commonName, Instant from, Duration validity, Ids ids) {
        KeyPair pair = KeyKind.RSA_2048.generate();
        var maker = new CertificateMaker(new BigInteger(1, ids.bytes(SERIAL_BYTES)), from, validity);
        return new Issued(pair.getPrivate(), List.of(maker.client(pair, commonName)));
    }
}
