package samara.gateway.rest;

import java.security.PublicKey;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import samara.gateway.Backends;
import samara.gateway.UnsupportedApiException;
import samara.gateway.api.Authorizer;
import samara.gateway.token.IssuerException;
import samara.gateway.token.JsonWebKeys;
import samara.gateway.token.JsonWebToken;

/// Lets those pass who show a token of one of some Cognito user pools: an identity token, or where the method names
/// scopes an access token that grants one of them.
///
/// @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-integrate-with-cognito.html">
///     user pools as authorizers</a>
final class UserPoolAuthorizer implements MethodAuthorizer {
    static final String TYPE = "COGNITO_USER_POOLS";

    private static final Pattern POOL =
            Pattern.compile("arn:(aws[a-z-]*):cognito-idp:([a-z0-9-]+):\\d{12}:userpool/([\\w-]+_[0-9a-zA-Z]+)");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE MMM dd HH:mm:ss 'UTC' yyyy", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final String source;
    private final Optional<Pattern> audience;
    private final List<String> scopes;
    private final Map<String, JsonWebKeys> issuers;
    private final InstantSource clock;

    /// @param scopes those of the method
    /// @param issuers the keys of each issuer
    UserPoolAuthorizer(
            Authorizer authorizer, List<String> scopes, Map<String, JsonWebKeys> issuers, InstantSource clock) {
        this.source = authorizer.identitySource().orElse("method.request.header.Authorization");
        this.audience = authorizer.identityValidationExpression().map(Pattern::compile);
        this.scopes = scopes;
        this.issuers = issuers;
        this.clock = clock;
    }

    /// The keys of each pool's issuer, fetched when they are needed.
    static Map<String, JsonWebKeys> keys(Authorizer authorizer, Backends backends, InstantSource clock) {
        Map<String, JsonWebKeys> keys = new LinkedHashMap<>();
        for (String arn : authorizer.providerArns()) {
            String issuer = issuer(authorizer, arn);
            keys.put(issuer, new JsonWebKeys(issuer, backends, clock));
        }
        return keys;
    }

    private static String issuer(Authorizer authorizer, String arn) {
        Matcher pool = POOL.matcher(arn);
        if (!pool.matches()) {
            throw new UnsupportedApiException("`" + arn + "` of the authorizer `" + authorizer.name()
                    + "` is no user pool's ARN (`arn:aws:cognito-idp:REGION:ACCOUNT:userpool/POOL`).");
        }
        String domain = pool.group(1).equals("aws-cn") ? ".amazonaws.com.cn/" : ".amazonaws.com/";
        return "https://cognito-idp." + pool.group(2) + domain + pool.group(3);
    }

    /// @throws UnsupportedApiException where it names no user pool
    static void check(Authorizer authorizer) {
        if (authorizer.providerArns().isEmpty()) {
            throw new UnsupportedApiException("The authorizer `" + authorizer.name() + "` names no user pool.");
        }
        authorizer.providerArns().forEach(arn -> issuer(authorizer, arn));
    }

    @Override
    public void authorize(Exchange x) {
        List<String> values = Parameters.request(source, x);
        String text = values.isEmpty() ? "" : values.getLast().strip();
        if (text.regionMatches(true, 0, "Bearer ", 0, 7)) {
            text = text.substring(7).strip();
        }
        JsonWebToken token = token(text);
        Optional<PublicKey> key = key(token);
        if (key.isEmpty() || !token.isSignedBy(key.get())) {
            throw unauthorized("No key of its issuer signed the token.");
        }
        check(token);
        Map<String, Object> context = new LinkedHashMap<>();
        context.put("claims", claims(token));
        if (!scopes.isEmpty()) {
            context.put("scopes", token.scopes());
        }
        x.authorizer = context;
        x.contextChanged();
    }

    private static JsonWebToken token(String text) {
        try {
            return JsonWebToken.of(text);
        } catch (IllegalArgumentException e) {
            throw unauthorized("There is no token: " + e.getMessage() + ".");
        }
    }

    private Optional<PublicKey> key(JsonWebToken token) {
        String issuer = String.valueOf(token.claims().get("iss"));
        JsonWebKeys keys = issuers.get(issuer);
        if (keys == null) {
            throw unauthorized("The token's issuer `" + issuer + "` is none of the authorizer's user pools.");
        }
        try {
            return keys.key(token.keyId());
        } catch (IssuerException e) {
            throw new GatewayFault(
                    FaultType.AUTHORIZER_CONFIGURATION_ERROR,
                    Optional.empty(),
                    "Execution failed due to configuration error: " + e.getMessage());
        }
    }

    private void check(JsonWebToken token) {
        if (token.seconds("exp").orElse(0L) <= clock.instant().getEpochSecond()) {
            throw new GatewayFault(FaultType.UNAUTHORIZED, "The incoming token has expired");
        }
        String use = String.valueOf(token.claims().get("token_use"));
        if (scopes.isEmpty() ? !use.equals("id") : !use.equals("access")) {
            throw unauthorized("The token is of the kind `" + use + "`; "
                    + (scopes.isEmpty() ? "an identity token" : "an access token, for the method's scopes,")
                    + " was expected.");
        }
        if (!scopes.isEmpty() && token.scopes().stream().noneMatch(scopes::contains)) {
            throw unauthorized("The token grants " + token.scopes() + ", none of the method's scopes " + scopes + ".");
        }
        if (audience.isPresent()
                && token.texts("aud").stream()
                        .noneMatch(one -> audience.get().matcher(one).matches())) {
            throw unauthorized("The token is for " + token.texts("aud") + ", which the authorizer does not admit.");
        }
    }

    /// Claims as events show them: each a text, lists with commas, the times in words.
    private static Map<String, Object> claims(JsonWebToken token) {
        Map<String, Object> claims = new LinkedHashMap<>();
        token.claims().forEach((key, value) -> {
            String name = String.valueOf(key);
            String text = switch (value) {
                case List<?> list ->
                    String.join(",", list.stream().map(String::valueOf).toList());
                case Number seconds
                when name.equals("exp") || name.equals("iat") ->
                    DATE.format(Instant.ofEpochSecond(seconds.longValue()));
                case null -> "";
                case Object other -> other.toString();
            };
            claims.put(name, text);
        });
        return claims;
    }

    private static GatewayFault unauthorized(String why) {
        return new GatewayFault(FaultType.UNAUTHORIZED, Optional.of("Unauthorized"), why);
    }
}
