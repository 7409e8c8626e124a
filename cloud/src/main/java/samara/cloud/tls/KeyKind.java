package samara.cloud.tls;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;

/// The kinds of key that certificates are issued for.
public enum KeyKind {
    RSA_2048("RSA", "SHA256WITHRSA"),
    EC_PRIME256V1("secp256r1", "SHA256WITHECDSA"),
    EC_SECP384R1("secp384r1", "SHA384WITHECDSA");

    private final String curve;
    private final String signature;

    KeyKind(String curve, String signature) {
        this.curve = curve;
        this.signature = signature;
    }

    /// How such keys sign, as ACM names it.
    public String signature() {
        return signature;
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
