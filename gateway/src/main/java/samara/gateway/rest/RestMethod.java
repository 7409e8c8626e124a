package samara.gateway.rest;

import java.util.Optional;
import samara.gateway.UnsupportedApiException;
import samara.gateway.api.Integration;
import samara.gateway.api.Method;
import samara.gateway.api.MethodSettings;
import samara.gateway.api.Resource;

/// A method made ready to serve.
///
/// @param bucket its own limit, where the stage sets one
record RestMethod(
        Resource resource,
        Method method,
        MethodSettings settings,
        Target target,
        Optional<MethodAuthorizer> authorizer,
        Optional<RequestCheck> check,
        Optional<TokenBucket> bucket) {

    /// What is behind it.
    Integration integration() {
        return method.integration().orElseThrow(() -> new UnsupportedApiException(name() + " has no integration."));
    }

    /// `GET /items/{id}`, for messages.
    String name() {
        return name(resource, method);
    }

    static String name(Resource resource, Method method) {
        return "`" + method.httpMethod() + " " + resource.path() + "`";
    }
}
