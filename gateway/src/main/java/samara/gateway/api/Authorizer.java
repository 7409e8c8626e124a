package samara.gateway.api;

import java.util.List;
import java.util.Optional;

/// Something that decides who may call a method.
///
/// @param type `TOKEN`, `REQUEST` or `COGNITO_USER_POOLS`
/// @param uri the function, as an integration's URI spells it
/// @param credentials the role with which the function is called
/// @param identitySource `method.request.header.Authorization`, several with commas between
/// @param identityValidationExpression a regular expression that a token must match
/// @param resultTtlInSeconds how long a decision is kept, 0 to 3600; 300 when nothing is said
/// @param providerArns the user pools
public record Authorizer(
        String id,
        String name,
        String type,
        Optional<String> uri,
        Optional<String> credentials,
        Optional<String> identitySource,
        Optional<String> identityValidationExpression,
        Optional<Integer> resultTtlInSeconds,
        List<String> providerArns,
        Optional<String> authType) {

    public Authorizer {
        providerArns = List.copyOf(providerArns);
    }
}
