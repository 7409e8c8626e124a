package samara.gateway.http;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import samara.gateway.UnsupportedApiException;

/// What an HTTP API must be to be served: what API Gateway refuses when it is made is refused here, too.
final class HttpApiRules {
    private static final Pattern KEY =
            Pattern.compile("\\$default|(?:GET|PUT|POST|DELETE|OPTIONS|HEAD|PATCH|ANY) (/[^\\s?#]*)");
    private static final Pattern SEGMENT = Pattern.compile("[^{}]*|\\{[A-Za-z0-9._:-]+}");
    private static final Pattern GREEDY = Pattern.compile("\\{[A-Za-z0-9._:-]+\\+}");
    private static final Pattern SOURCE = Pattern.compile(
            "\\$request\\.(?:header|querystring)\\.\\S+|\\$context\\.[A-Za-z0-9_.]+|\\$stageVariables\\.[A-Za-z0-9_]+");
    private static final List<String> METHODS =
            List.of("*", "GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH");
    private static final Set<String> TYPES = Set.of("NONE", "AWS_IAM", "JWT", "CUSTOM");
    private static final int LONGEST_TTL_SECONDS = 3600;
    private static final int LONGEST_MAX_AGE_SECONDS = 86_400;

    private HttpApiRules() {}

    /// @throws UnsupportedApiException with what is wrong
    static void check(HttpApi api) {
        api.cors().ifPresent(HttpApiRules::check);
        api.authorizers().values().forEach(HttpApiRules::check);
        api.routes().values().forEach(HttpApiRules::check);
        api.integrations().values().forEach(Integrations::check);
    }

    private static void check(Route route) {
        var key = KEY.matcher(route.key());
        if (!key.matches()) {
            throw new UnsupportedApiException("Unable to parse the route key `" + route.key()
                    + "`: `$default` or a method and a path (`GET /items/{id}`) was expected");
        }
        if (key.group(1) != null) {
            String[] segments = key.group(1).split("/", -1);
            for (int i = 0; i < segments.length; i++) {
                boolean last = i == segments.length - 1;
                if (!SEGMENT.matcher(segments[i]).matches()
                        && !(last && GREEDY.matcher(segments[i]).matches())) {
                    throw new UnsupportedApiException("The route key `" + route.key() + "` can't have `" + segments[i]
                            + "`: a variable is a whole part of the path, and `{proxy+}` its last.");
                }
            }
        }
        if (!TYPES.contains(route.authorizationType())) {
            throw new UnsupportedApiException("The authorization type `" + route.authorizationType()
                    + "` of the route `" + route.key() + "` is not known.");
        }
        if (!route.authorizationScopes().isEmpty() && !route.authorizationType().equals("JWT")) {
            throw new UnsupportedApiException(
                    "The route `" + route.key() + "` has scopes, which only routes with a JWT authorizer check.");
        }
    }

    private static void check(HttpAuthorizer authorizer) {
        String name = "The authorizer `" + authorizer.name() + "` ";
        switch (authorizer.type()) {
            case "JWT" -> {
                if (authorizer.issuer().isEmpty() || authorizer.audiences().isEmpty()) {
                    throw new UnsupportedApiException("A JWT authorizer needs an issuer and an audience");
                }
                if (authorizer.identitySources().size() != 1) {
                    throw new UnsupportedApiException(
                            name + "needs one identity source, such as `$request.header.Authorization`.");
                }
                if (authorizer.uri().isPresent()
                        || authorizer.simpleResponses()
                        || authorizer.ttlSeconds().orElse(0) > 0) {
                    throw new UnsupportedApiException(
                            name + "is of the type JWT, which calls no function and keeps no answer.");
                }
                if (!authorizer.issuer().get().matches("https?://\\S+")) {
                    throw new UnsupportedApiException("Invalid issuer: "
                            + authorizer.issuer().get() + ". Issuer must have a valid URL beginning with \"https://\"");
                }
            }
            case "REQUEST" -> checkFunction(authorizer, name);
            default -> throw new UnsupportedApiException("Invalid authorizer type: " + authorizer.type());
        }
        for (String source : authorizer.identitySources()) {
            if (!SOURCE.matcher(source).matches()) {
                throw new UnsupportedApiException(name + "has the identity source `" + source
                        + "`; such as `$request.header.Authorization` was expected.");
            }
        }
    }

    private static void checkFunction(HttpAuthorizer authorizer, String name) {
        Optional<String> version = authorizer.payloadFormatVersion();
        if (authorizer.uri().isEmpty() || version.isEmpty()) {
            throw new UnsupportedApiException(
                    "A REQUEST authorizer needs an `AuthorizerUri` and an `AuthorizerPayloadFormatVersion`");
        }
        if (!List.of("1.0", "2.0").contains(version.get())) {
            throw new UnsupportedApiException(
                    name + "has the payload format version `" + version.get() + "`; 1.0 or 2.0 was expected.");
        }
        if (authorizer.simpleResponses() && !version.get().equals("2.0")) {
            throw new UnsupportedApiException("Simple responses need the payload format version 2.0");
        }
        if (authorizer.issuer().isPresent() || !authorizer.audiences().isEmpty()) {
            throw new UnsupportedApiException(name + "is of the type REQUEST, which has no `JwtConfiguration`.");
        }
        int ttl = authorizer.ttlSeconds().orElse(0);
        if (ttl < 0 || ttl > LONGEST_TTL_SECONDS) {
            throw new UnsupportedApiException(
                    name + "keeps answers for 0 to " + LONGEST_TTL_SECONDS + " seconds, not " + ttl + ".");
        }
        if (ttl > 0 && authorizer.identitySources().isEmpty()) {
            throw new UnsupportedApiException(name + "can't keep answers without an identity source.");
        }
    }

    private static void check(Cors cors) {
        if (cors.allowCredentials() && cors.allowOrigins().contains("*")) {
            throw new UnsupportedApiException(
                    "CORS: `allowCredentials` can't be true where `allowOrigins` has `*`: browsers refuse that.");
        }
        cors.allowMethods().stream().filter(method -> !METHODS.contains(method)).forEach(method -> {
            throw new UnsupportedApiException("CORS: `" + method + "` is no method; known are " + METHODS + ".");
        });
        int age = cors.maxAgeSeconds().orElse(0);
        if (age < -1 || age > LONGEST_MAX_AGE_SECONDS) {
            throw new UnsupportedApiException(
                    "CORS: `maxAge` is -1 to " + LONGEST_MAX_AGE_SECONDS + " seconds, not " + age + ".");
        }
        for (String origin : cors.allowOrigins()) {
            if (!origin.equals("*") && !origin.matches("[A-Za-z][A-Za-z0-9+.-]*://(?:\\*|[^/*\\s]+)")) {
                throw new UnsupportedApiException("CORS: `" + origin
                        + "` is no origin: `*`, `https://*`, or a scheme and a host (`https://example.com`) was"
                        + " expected.");
            }
        }
    }
}
