package samara.gateway.token;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import samara.gateway.BackendAnswer;
import samara.gateway.Backends;
import samara.gateway.Headers;
import samara.gateway.json.Json;
import samara.gateway.json.JsonSyntaxException;

/// The public keys of an issuer, found by its OpenID configuration and kept for two hours. A key that is not among
/// them has them fetched anew, once a minute at most. RSA keys only, as in API Gateway.
public final class JsonWebKeys {
    private static final Duration KEPT = Duration.ofHours(2);
    private static final Duration AGAIN = Duration.ofMinutes(1);
    private static final int TIMEOUT_MILLIS = 1_500;
    private static final int DOCUMENT_LIMIT_BYTES = 150_000;

    private final String issuer;
    private final Backends backends;
    private final InstantSource clock;
    private Map<String, PublicKey> keys = Map.of();
    private Instant fetched = Instant.MIN;

    /// Of an issuer, whose configuration is asked for at the first key.
    public JsonWebKeys(String issuer, Backends backends, InstantSource clock) {
        this.issuer = issuer;
        this.backends = backends;
        this.clock = clock;
    }

    /// The key of this id; where the token names none, the only one.
    ///
    /// @throws IssuerException where the issuer does not answer
    public synchronized Optional<PublicKey> key(Optional<String> id) {
        Instant now = clock.instant();
        boolean missing = id.isPresent() && !keys.containsKey(id.get());
        if (!fetched.isAfter(now.minus(KEPT)) || missing && !fetched.isAfter(now.minus(AGAIN))) {
            keys = fetch();
            fetched = now;
        }
        if (id.isPresent()) {
            return Optional.ofNullable(keys.get(id.get()));
        }
        return keys.size() == 1 ? Optional.of(keys.values().iterator().next()) : Optional.empty();
    }

    private Map<String, PublicKey> fetch() {
        String base = issuer.endsWith("/") ? issuer : issuer + "/";
        Map<?, ?> configuration = document(base + ".well-known/openid-configuration");
        if (!(configuration.get("jwks_uri") instanceof String uri)) {
            throw new IssuerException("The OpenID configuration of " + issuer + " names no `jwks_uri`.");
        }
        Map<String, PublicKey> found = new LinkedHashMap<>();
        if (document(uri).get("keys") instanceof List<?> list) {
            for (Object one : list) {
                if (one instanceof Map<?, ?> key && "RSA".equals(key.get("kty"))) {
                    found.put(String.valueOf(key.get("kid")), rsa(key));
                }
            }
        }
        return found;
    }

    private Map<?, ?> document(String url) {
        var call = new Backends.HttpCall("GET", url, new Headers(), new byte[0], TIMEOUT_MILLIS);
        BackendAnswer answer = backends.fetch(call);
        if (answer instanceof BackendAnswer.Answered answered
                && answered.status() == 200
                && answered.body().length <= DOCUMENT_LIMIT_BYTES) {
            try {
                if (Json.read(answered.body()) instanceof Map<?, ?> map) {
                    return map;
                }
            } catch (JsonSyntaxException e) {
                throw new IssuerException("The issuer's " + url + " is no JSON: " + e.getMessage());
            }
        }
        throw new IssuerException("The issuer's " + url + " could not be read: " + described(answer) + ".");
    }

    private static String described(BackendAnswer answer) {
        return switch (answer) {
            case BackendAnswer.Answered answered -> "it answered " + answered.status();
            case BackendAnswer.Unreachable unreachable -> unreachable.reason();
            case BackendAnswer.Refused refused -> refused.reason();
            case BackendAnswer.TimedOut _ -> "it took longer than " + TIMEOUT_MILLIS + " ms";
            case BackendAnswer.Returned _ -> "a function answered";
        };
    }

    private PublicKey rsa(Map<?, ?> key) {
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(number(key.get("n")), number(key.get("e"))));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IssuerException("A key of " + issuer + " is no RSA key: " + e.getMessage());
        }
    }

    private static BigInteger number(@Nullable Object encoded) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(String.valueOf(encoded)));
    }
}
