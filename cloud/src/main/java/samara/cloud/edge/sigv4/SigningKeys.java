package samara.cloud.edge.sigv4;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentHashMap;

/// Derived keys, remembered: four HMACs less for each request of a day.
final class SigningKeys {
    private static final int REMEMBERED = 1024;

    private record Id(String secret, String scope) {
        // Without the secret, so that none gets into a log.
        @Override
        public String toString() {
            return "SigningKey[" + scope + "]";
        }
    }

    private final ConcurrentHashMap<Id, byte[]> known = new ConcurrentHashMap<>();

    byte[] of(String secret, Signature signature) {
        if (known.size() > REMEMBERED) {
            known.clear();
        }
        return known.computeIfAbsent(new Id(secret, signature.scope()), SigningKeys::derive);
    }

    private static byte[] derive(Id id) {
        byte[] key = ("AWS4" + id.secret).getBytes(StandardCharsets.UTF_8);
        for (String part : id.scope.split("/", -1)) {
            key = Hashes.hmac(key, part);
        }
        return key;
    }
}
