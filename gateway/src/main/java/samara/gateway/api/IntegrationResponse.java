package samara.gateway.api;

import java.util.Map;
import java.util.Optional;

/// How an answer of the backend becomes an answer of the method.
///
/// @param selectionPattern a regular expression for the backend's status (HTTP, AWS) or error message (function); the
///     one without a pattern is the default
/// @param responseParameters `method.response.header.name` → `integration.response.….name`, `'literal'`, …
/// @param responseTemplates content type → mapping template
public record IntegrationResponse(
        String statusCode,
        Optional<String> selectionPattern,
        Map<String, String> responseParameters,
        Map<String, String> responseTemplates,
        Optional<String> contentHandling) {

    public IntegrationResponse {
        responseParameters = RestApi.copy(responseParameters);
        responseTemplates = RestApi.copy(responseTemplates);
    }
}
