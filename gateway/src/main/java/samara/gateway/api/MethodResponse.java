package samara.gateway.api;

import java.util.Map;

/// What a method declares to answer with one status.
///
/// @param responseParameters `method.response.header.name` → whether it is always there
/// @param responseModels content type → name of the model
public record MethodResponse(
        String statusCode, Map<String, Boolean> responseParameters, Map<String, String> responseModels) {

    public MethodResponse {
        responseParameters = RestApi.copy(responseParameters);
        responseModels = RestApi.copy(responseModels);
    }
}
