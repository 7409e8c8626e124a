package samara.gateway.api;

import java.util.Map;
import java.util.Optional;

/// How the API's owner wants an answer worded that no integration gave.
///
/// @param responseType such as `UNAUTHORIZED` or `DEFAULT_5XX`
/// @param responseParameters `gatewayresponse.header.name` → `'literal'`, `method.request.….name` or `context.…`
/// @param responseTemplates content type → text in which `$context` and `$stageVariables` are replaced
public record GatewayResponse(
        String responseType,
        Optional<String> statusCode,
        Map<String, String> responseParameters,
        Map<String, String> responseTemplates) {

    public GatewayResponse {
        responseParameters = RestApi.copy(responseParameters);
        responseTemplates = RestApi.copy(responseTemplates);
    }
}
