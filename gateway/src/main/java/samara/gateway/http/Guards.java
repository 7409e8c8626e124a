package samara.gateway.http;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import samara.gateway.Backends;
import samara.gateway.UnsupportedApiException;
import samara.gateway.token.JsonWebKeys;

/// Makes the guards of a stage's routes. Routes of one authorizer share what it keeps.
final class Guards {
    private final DeployedHttpApi deployed;
    private final Backends backends;
    private final InstantSource clock;
    private final Map<String, JsonWebKeys> keys = new HashMap<>();
    private final Map<String, FunctionGuard> functions = new HashMap<>();

    Guards(DeployedHttpApi deployed, Backends backends, InstantSource clock) {
        this.deployed = deployed;
        this.backends = backends;
        this.clock = clock;
    }

    Optional<ReadyRoute.Guard> of(Route route) {
        return switch (route.authorizationType()) {
            case "NONE" -> Optional.empty();
            case "AWS_IAM" -> Optional.of(new SignatureGuard(backends));
            case "JWT" -> {
                HttpAuthorizer authorizer = authorizer(route, "JWT");
                JsonWebKeys found =
                        keys.computeIfAbsent(authorizer.id(), id -> TokenGuard.keys(authorizer, backends, clock));
                yield Optional.of(new TokenGuard(authorizer, route.authorizationScopes(), found, clock));
            }
            case "CUSTOM" -> {
                HttpAuthorizer authorizer = authorizer(route, "REQUEST");
                yield Optional.of(functions.computeIfAbsent(authorizer.id(), id -> function(authorizer)));
            }
            default ->
                throw new UnsupportedApiException("The authorization type `" + route.authorizationType()
                        + "` of the route `" + route.key() + "` is not known.");
        };
    }

    private FunctionGuard function(HttpAuthorizer authorizer) {
        String where = "the authorizer `" + authorizer.name() + "`";
        String uri =
                authorizer.uri().orElseThrow(() -> new UnsupportedApiException("There is no URI in " + where + "."));
        return new FunctionGuard(
                authorizer, Integrations.function(uri, deployed.stage().variables(), where), backends, clock);
    }

    private HttpAuthorizer authorizer(Route route, String type) {
        HttpAuthorizer authorizer =
                route.authorizerId().map(deployed.api().authorizers()::get).orElse(null);
        if (authorizer == null || !authorizer.type().equals(type)) {
            throw new UnsupportedApiException(
                    "The route `" + route.key() + "` names no authorizer of the type " + type + ".");
        }
        return authorizer;
    }
}
