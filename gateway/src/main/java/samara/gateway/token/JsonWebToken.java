package samara.gateway.token;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.gateway.json.Json;
import samara.gateway.json.JsonSyntaxException;

/// A JSON web token, read but not believed before [#isSignedBy] was asked.
///
/// @param signed the bytes that the signature is of
public record JsonWebToken(Map<?, ?> header, Map<?, ?> claims, byte[] signed, byte[] signature) {
    private static final Map<String, String> ALGORITHMS = Map.of(
            "RS256", "SHA256withRSA",
            "RS384", "SHA384withRSA",
            "RS512", "SHA512withRSA");

    /// Reads one.
    ///
    /// @throws IllegalArgumentException with a sentence where the text is no token
    public static JsonWebToken of(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("the token does not have three parts");
        }
        try {
            Base64.Decoder decoder = Base64.getUrlDecoder();
            Object header = Json.read(decoder.decode(parts[0]));
            Object claims = Json.read(decoder.decode(parts[1]));
            if (!(header instanceof Map<?, ?> h) || !(claims instanceof Map<?, ?> c)) {
                throw new IllegalArgumentException("the token's parts are no objects");
            }
            byte[] signed = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
            return new JsonWebToken(h, c, signed, decoder.decode(parts[2]));
        } catch (JsonSyntaxException e) {
            throw new IllegalArgumentException("the token's parts are no JSON", e);
        }
    }

    /// The id of the key that signed it, where the token names it.
    public Optional<String> keyId() {
        return Optional.ofNullable(header.get("kid")).map(Object::toString);
    }

    /// Whether the holder of this key signed it, by an RSA algorithm: none other is taken, least of all `none`.
    public boolean isSignedBy(PublicKey key) {
        String algorithm = ALGORITHMS.get(String.valueOf(header.get("alg")));
        if (algorithm == null) {
            return false;
        }
        try {
            Signature verifier = Signature.getInstance(algorithm);
            verifier.initVerify(key);
            verifier.update(signed);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false; // a signature of the wrong length, or a key too short
        }
    }

    /// A claim that is a number of seconds since 1970.
    public Optional<Long> seconds(String claim) {
        return claims.get(claim) instanceof Number number ? Optional.of(number.longValue()) : Optional.empty();
    }

    /// A claim that is a text or a list of texts.
    public List<String> texts(String claim) {
        List<String> texts = new ArrayList<>();
        switch (claims.get(claim)) {
            case null -> {}
            case List<?> list -> list.forEach(one -> texts.add(String.valueOf(one)));
            case Object one -> texts.add(one.toString());
        }
        return texts;
    }

    /// The scopes that it grants: `scope`, words in a text, or `scp`.
    public List<String> scopes() {
        List<String> claim = claims.containsKey("scope") ? texts("scope") : texts("scp");
        return claim.stream()
                .flatMap(text -> List.of(text.split("\\s+", -1)).stream())
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
