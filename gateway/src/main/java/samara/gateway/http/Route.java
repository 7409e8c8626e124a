package samara.gateway.http;

import java.util.List;
import java.util.Optional;

/// A route of an HTTP API.
///
/// @param key `GET /items/{id}`, `ANY /{proxy+}` or `$default`
/// @param authorizationType `NONE`, `AWS_IAM`, `JWT` or `CUSTOM`
/// @param integrationId the integration that it calls; a route may be made before it
public record Route(
        String id,
        String key,
        String authorizationType,
        Optional<String> authorizerId,
        List<String> authorizationScopes,
        Optional<String> operationName,
        Optional<String> integrationId) {
    /// The key of the route that takes what no other does.
    public static final String DEFAULT = "$default";

    public Route {
        authorizationScopes = List.copyOf(authorizationScopes);
    }

    /// Whether it takes what no other route does.
    public boolean isDefault() {
        return key.equals(DEFAULT);
    }

    /// `GET`, or `ANY`; `ANY` for the default route.
    public String method() {
        return key.equals(DEFAULT) ? "ANY" : key.substring(0, key.indexOf(' '));
    }

    /// `/items/{id}`; `$default` for the default route.
    public String path() {
        return key.equals(DEFAULT) ? DEFAULT : key.substring(key.indexOf(' ') + 1);
    }
}
