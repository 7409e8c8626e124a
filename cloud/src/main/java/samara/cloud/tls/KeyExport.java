package samara.cloud.tls;

import java.io.IOException;
import java.io.StringWriter;
import java.security.PrivateKey;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.operator.OperatorCreationException;

/// A private key for somebody who knows a passphrase.
public final class KeyExport {
    private KeyExport() {}

    /// The key in PEM as PKCS #8, encrypted with AES-256.
    ///
    /// @throws BadCertificateException where the passphrase can't be used
    public static String encrypted(PrivateKey key, String passphrase) {
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            var encryptor = new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
                    // The JDK's names of its ciphers are others than the builder asks for.
                    .setProvider(new BouncyCastleProvider())
                    .setPassword(passphrase.toCharArray())
                    .build();
            writer.writeObject(new JcaPKCS8Generator(key, encryptor));
        } catch (OperatorCreationException | IOException e) {
            throw new BadCertificateException("The private key can't be encrypted with this passphrase.", e);
        }
        return text.toString();
    }
}
