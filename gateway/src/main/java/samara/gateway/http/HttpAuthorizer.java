package samara.gateway.http;

import java.util.List;
import java.util.Optional;

/// Who decides whether a route may be called.
///
/// @param type `JWT` or `REQUEST`
/// @param identitySources such as `$request.header.Authorization`
/// @param issuer of JSON web tokens
/// @param audiences of JSON web tokens
/// @param uri the function of a `REQUEST` authorizer
/// @param payloadFormatVersion `1.0` or `2.0`
/// @param simpleResponses whether the function answers with `isAuthorized` instead of a policy
/// @param ttlSeconds how long its answer is kept; 0 for not at all
///
/// See [JWT](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html) and
/// [Lambda](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html) authorizers.
public record HttpAuthorizer(
        String id,
        String name,
        String type,
        List<String> identitySources,
        Optional<String> issuer,
        List<String> audiences,
        Optional<String> uri,
        Optional<String> credentials,
        Optional<String> payloadFormatVersion,
        boolean simpleResponses,
        Optional<Integer> ttlSeconds) {
    public HttpAuthorizer {
        identitySources = List.copyOf(identitySources);
        audiences = List.copyOf(audiences);
    }
}
