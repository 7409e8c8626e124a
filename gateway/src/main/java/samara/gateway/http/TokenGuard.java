package samara.gateway.http;

import java.security.PublicKey;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import samara.gateway.Backends;
import samara.gateway.Headers;
import samara.gateway.UnsupportedApiException;
import samara.gateway.token.IssuerException;
import samara.gateway.token.JsonWebKeys;
import samara.gateway.token.JsonWebToken;

/// A JWT authorizer on a route: the token's signature, issuer, audience, times and scopes.
///
/// See [JWT authorizers](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html).
final class TokenGuard implements ReadyRoute.Guard {
    private final HttpAuthorizer authorizer;
    private final String issuer;
    private final List<String> scopes;
    private final JsonWebKeys keys;
    private final InstantSource clock;

    TokenGuard(HttpAuthorizer authorizer, List<String> scopes, JsonWebKeys keys, InstantSource clock) {
        this.authorizer = authorizer;
        this.issuer = issuer(authorizer);
        this.scopes = scopes;
        this.keys = keys;
        this.clock = clock;
    }

    static JsonWebKeys keys(HttpAuthorizer authorizer, Backends backends, InstantSource clock) {
        return new JsonWebKeys(issuer(authorizer), backends, clock);
    }

    private static String issuer(HttpAuthorizer authorizer) {
        return authorizer
                .issuer()
                .orElseThrow(() ->
                        new UnsupportedApiException("The JWT authorizer `" + authorizer.name() + "` has no issuer."));
    }

    @Override
    public void admit(HttpExchange x) {
        String text = authorizer.identitySources().stream()
                .flatMap(source -> x.select(source).stream())
                .findFirst()
                .map(value -> value.regionMatches(true, 0, "Bearer ", 0, 7)
                        ? value.substring(7).trim()
                        : value)
                .orElseThrow(() -> unauthorized("the request has no token", ""));
        JsonWebToken token = token(text);
        Optional<PublicKey> key = key(token);
        if (key.isEmpty() || !token.isSignedBy(key.get())) {
            throw unauthorized("no key of the issuer signed the token", "signature method/key");
        }
        check(token);
        List<String> granted = token.scopes();
        if (!scopes.isEmpty() && scopes.stream().noneMatch(granted::contains)) {
            throw new HttpFault(
                    403,
                    "The token grants none of the route's scopes " + scopes + ".",
                    challenge("insufficient_scope", ""));
        }
        Map<String, Object> jwt = new LinkedHashMap<>();
        jwt.put("claims", claims(token));
        if (!granted.isEmpty()) {
            jwt.put("scopes", granted);
        }
        x.authorizer.put("jwt", jwt);
    }

    private JsonWebToken token(String text) {
        try {
            return JsonWebToken.of(text);
        } catch (IllegalArgumentException e) {
            throw unauthorized(String.valueOf(e.getMessage()), "the token is not well-formed");
        }
    }

    private Optional<PublicKey> key(JsonWebToken token) {
        try {
            return keys.key(token.keyId());
        } catch (IssuerException e) {
            throw new HttpFault(500, String.valueOf(e.getMessage()));
        }
    }

    private void check(JsonWebToken token) {
        long now = clock.instant().getEpochSecond();
        if (!token.texts("iss").contains(issuer)) {
            throw unauthorized("the token is of the issuer " + token.texts("iss"), "the token's issuer is not known");
        }
        List<String> audience = token.claims().containsKey("aud") ? token.texts("aud") : token.texts("client_id");
        if (audience.stream().noneMatch(authorizer.audiences()::contains)) {
            throw unauthorized("the token is for the audience " + audience, "the token has an invalid audience");
        }
        if (token.seconds("exp").orElse(0L) <= now) {
            throw unauthorized("the token has expired", "the token has expired");
        }
        if (token.seconds("nbf").orElse(0L) > now || token.seconds("iat").orElse(0L) > now) {
            throw unauthorized("the token is not valid yet", "the token is not valid yet");
        }
    }

    /// Claims as events show them: each a text, lists in brackets.
    private static Map<String, String> claims(JsonWebToken token) {
        Map<String, String> claims = new LinkedHashMap<>();
        token.claims().forEach((name, value) -> {
            String text = value instanceof List<?> list
                    ? list.stream().map(String::valueOf).collect(Collectors.joining(" ", "[", "]"))
                    : String.valueOf(value);
            claims.put(String.valueOf(name), text);
        });
        return claims;
    }

    private HttpFault unauthorized(String why, String description) {
        return new HttpFault(
                401,
                "The authorizer `" + authorizer.name() + "` refused the request: " + why + ".",
                description.isEmpty()
                        ? new Headers().set("www-authenticate", "Bearer")
                        : challenge("invalid_token", description));
    }

    private Headers challenge(String error, String description) {
        return new Headers()
                .set(
                        "www-authenticate",
                        "Bearer scope=\"" + String.join(" ", scopes) + "\" error=\"" + error + "\""
                                + (description.isEmpty() ? "" : " error_description=\"" + description + "\""));
    }
}
