package samara.gateway.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An HTTP method of a resource.
///
/// @param authorizationType `NONE`, `AWS_IAM`, `CUSTOM` or `COGNITO_USER_POOLS`
/// @param requestParameters `method.request.{path|querystring|header}.name` → whether it is required
/// @param requestModels content type → name of the model
/// @param responses by status code
public record Method(
        String httpMethod,
        String authorizationType,
        Optional<String> authorizerId,
        List<String> authorizationScopes,
        boolean apiKeyRequired,
        Optional<String> operationName,
        Optional<String> requestValidatorId,
        Map<String, Boolean> requestParameters,
        Map<String, String> requestModels,
        Map<String, MethodResponse> responses,
        Optional<Integration> integration) {

    public Method {
        authorizationScopes = List.copyOf(authorizationScopes);
        requestParameters = RestApi.copy(requestParameters);
        requestModels = RestApi.copy(requestModels);
        responses = RestApi.copy(responses);
    }

    /// A method that anybody may call, with nothing behind it yet.
    public static Method open(String httpMethod) {
        return new Method(
                httpMethod,
                "NONE",
                Optional.empty(),
                List.of(),
                false,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Map.of(),
                Map.of(),
                Optional.empty());
    }

    /// The same with another integration.
    public Method with(Optional<Integration> other) {
        return new Method(
                httpMethod,
                authorizationType,
                authorizerId,
                authorizationScopes,
                apiKeyRequired,
                operationName,
                requestValidatorId,
                requestParameters,
                requestModels,
                responses,
                other);
    }

    /// The same with these responses in place of all.
    public Method withResponses(Map<String, MethodResponse> other) {
        return new Method(
                httpMethod,
                authorizationType,
                authorizerId,
                authorizationScopes,
                apiKeyRequired,
                operationName,
                requestValidatorId,
                requestParameters,
                requestModels,
                other,
                integration);
    }
}
