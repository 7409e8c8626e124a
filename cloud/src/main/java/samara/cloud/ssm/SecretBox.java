package samara.cloud.ssm;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Table;

/// Encrypts the values of `SecureString`s with a key that this cloud made for itself, until there is KMS. It keeps
/// values out of logs, dumps and answers that did not ask for decryption; not from who can read the store.
final class SecretBox {
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final Kernel kernel;
    private final Table keys;

    SecretBox(Kernel kernel) {
        this.kernel = kernel;
        this.keys = kernel.store().table("ssm/key");
    }

    String seal(String value) {
        byte[] nonce = kernel.ids().bytes(NONCE_BYTES);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(value.getBytes(StandardCharsets.UTF_8));
            byte[] whole = ByteBuffer.allocate(nonce.length + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
            return Base64.getEncoder().encodeToString(whole);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has AES-GCM.", e);
        }
    }

    String open(String sealed) {
        byte[] whole = Base64.getDecoder().decode(sealed);
        byte[] nonce = java.util.Arrays.copyOf(whole, NONCE_BYTES);
        try {
            byte[] value = cipher(Cipher.DECRYPT_MODE, nonce).doFinal(whole, NONCE_BYTES, whole.length - NONCE_BYTES);
            return new String(value, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A stored SecureString is not of this cloud's key.", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key(), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }

    private synchronized byte[] key() {
        return keys.get("key").orElseGet(() -> {
            byte[] made = kernel.ids().bytes(KEY_BYTES);
            keys.put("key", made);
            return made;
        });
    }
}
