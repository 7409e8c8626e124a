package samara.cloud.tls;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;

/// The kinds of key that certificates are issued for.
public enum KeyKind {
    RSA_2048("RSA"),
    EC_PRIME256V1("secp256r1"),
    EC_SECP384R1("secp384r1");

    private final String curve;

    KeyKind(String curve) {
        this.curve = curve;
    }

    KeyPair generate() {
        try {
            if (this == RSA_2048) {
                var generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(2048);
                return generator.generateKeyPair();
            }
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK makes RSA and elliptic-curve keys.", e);
        }
    }
}
