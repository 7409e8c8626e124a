package samara.cloud.cognitoidp;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import samara.cloud.kernel.Kernel;
import samara.gateway.json.Json;
import samara.gateway.token.JsonWebToken;
import samara.wire.cognitoidp.AuthenticationResultType;
import samara.wire.cognitoidp.TokenValidityUnitsType;
import samara.wire.cognitoidp.UserPoolClientType;

/// Makes the tokens of a pool's users, and reads those that come back.
///
/// See [the tokens](
/// https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-with-identity-providers.html).
final class Tokens {
    /// What an access token from a sign-in by this API grants.
    static final String ADMIN_SCOPE = "aws.cognito.signin.user.admin";

    private static final Set<String> BOOLEANS = Set.of("email_verified", "phone_number_verified");

    private final Kernel kernel;

    Tokens(Kernel kernel) {
        this.kernel = kernel;
    }

    /// What signing in gives.
    ///
    /// @param refresh whether there is a new refresh token among them
    AuthenticationResultType issue(StoredPool pool, UserPoolClientType client, StoredUser user, boolean refresh) {
        Instant now = kernel.clock().now();
        String clientId = client.clientId().orElseThrow();
        Optional<TokenValidityUnitsType> units = client.tokenValidityUnits();
        Duration access = validity(
                client.accessTokenValidity().orElse(60),
                units.flatMap(TokenValidityUnitsType::accessToken).orElse(given(client.accessTokenValidity())));
        Duration id = validity(
                client.idTokenValidity().orElse(60),
                units.flatMap(TokenValidityUnitsType::idToken).orElse(given(client.idTokenValidity())));
        Duration again = validity(
                client.refreshTokenValidity().orElse(30),
                units.flatMap(TokenValidityUnitsType::refreshToken).orElse("days"));
        var grant = new Grant(pool, user, clientId, kernel.ids().uuid(), now);
        var result = AuthenticationResultType.builder()
                .accessToken(access(grant, access))
                .idToken(identity(grant, id))
                .expiresIn((int) access.toSeconds())
                .tokenType("Bearer");
        if (refresh) {
            result.refreshToken(own(pool, user, clientId, "refresh", again));
        }
        return result.build();
    }

    /// Without units a validity that is given is in hours; the default is 60 minutes.
    private static String given(Optional<Integer> validity) {
        return validity.isPresent() ? "hours" : "minutes";
    }

    private static Duration validity(int amount, String unit) {
        return switch (unit) {
            case "seconds" -> Duration.ofSeconds(amount);
            case "minutes" -> Duration.ofMinutes(amount);
            case "hours" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    /// To whom tokens are given, and when.
    private record Grant(StoredPool pool, StoredUser user, String clientId, String origin, Instant now) {}

    private String access(Grant grant, Duration validity) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", grant.user().sub());
        claims.put("iss", grant.pool().issuer());
        claims.put("client_id", grant.clientId());
        claims.put("origin_jti", grant.origin());
        claims.put("event_id", kernel.ids().uuid());
        claims.put("token_use", "access");
        claims.put("scope", ADMIN_SCOPE);
        claims.put("auth_time", grant.now().getEpochSecond());
        claims.put("exp", grant.now().plus(validity).getEpochSecond());
        claims.put("iat", grant.now().getEpochSecond());
        claims.put("jti", kernel.ids().uuid());
        claims.put("username", grant.user().username());
        return signed(grant.pool(), claims);
    }

    private String identity(Grant grant, Duration validity) {
        Map<String, Object> claims = new LinkedHashMap<>();
        grant.user()
                .attributes()
                .forEach((name, value) -> claims.put(name, BOOLEANS.contains(name) ? value.equals("true") : value));
        claims.put("iss", grant.pool().issuer());
        claims.put("cognito:username", grant.user().username());
        claims.put("origin_jti", grant.origin());
        claims.put("aud", grant.clientId());
        claims.put("event_id", kernel.ids().uuid());
        claims.put("token_use", "id");
        claims.put("auth_time", grant.now().getEpochSecond());
        claims.put("exp", grant.now().plus(validity).getEpochSecond());
        claims.put("iat", grant.now().getEpochSecond());
        claims.put("jti", kernel.ids().uuid());
        return signed(grant.pool(), claims);
    }

    /// A token that only this service reads: a refresh token, or a session between two steps of a sign-in.
    String own(StoredPool pool, StoredUser user, String clientId, String use, Duration validity) {
        Instant now = kernel.clock().now();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", user.sub());
        claims.put("client_id", clientId);
        claims.put("token_use", use);
        claims.put("exp", now.plus(validity).getEpochSecond());
        claims.put("jti", kernel.ids().uuid());
        return signed(pool, claims);
    }

    /// The claims of a token that this pool signed for this use, while it is valid.
    Optional<JsonWebToken> read(StoredPool pool, String text, String use) {
        JsonWebToken token;
        try {
            token = JsonWebToken.of(text);
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // what is no token is none of ours
        }
        boolean valid = use.equals(token.claims().get("token_use"))
                && token.seconds("exp").orElse(0L) > kernel.clock().now().getEpochSecond()
                && token.isSignedBy(publicKey(pool));
        return valid ? Optional.of(token) : Optional.empty();
    }

    private static String signed(StoredPool pool, Map<String, Object> claims) {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("kid", pool.keyId());
        header.put("alg", "RS256");
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        String text = encoder.encodeToString(Json.write(header)) + "." + encoder.encodeToString(Json.write(claims));
        try {
            PrivateKey key = KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pool.privateKey())));
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return text + "." + encoder.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key of the pool " + pool.id() + " can't sign.", e);
        }
    }

    private static PublicKey publicKey(StoredPool pool) {
        try {
            Base64.Decoder decoder = Base64.getUrlDecoder();
            return KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(
                            new BigInteger(1, decoder.decode(pool.modulus())),
                            new BigInteger(1, decoder.decode(pool.exponent()))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key of the pool " + pool.id() + " can't be read.", e);
        }
    }
}
