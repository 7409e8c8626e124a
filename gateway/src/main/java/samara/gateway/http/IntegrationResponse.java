package samara.gateway.http;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What a WebSocket API makes of an answer of its integration, where that is no proxy.
///
/// @param key `$default`, or a regular expression between slashes: of a status (`/2\d\d/`), or of a function's error
///     message
/// @param responseParameters such as `route.response.header.Sec-WebSocket-Protocol` → `integration.response.header.x`
/// @param responseTemplates by what the template selection expression yields
///
/// See
/// [integration
/// responses](https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integration-responses.html).
public record IntegrationResponse(
        String id,
        String key,
        Optional<String> contentHandling,
        Map<String, String> responseParameters,
        Map<String, String> responseTemplates,
        Optional<String> templateSelectionExpression) {
    /// The key of the response that is taken where no other matches.
    public static final String DEFAULT = "$default";

    public IntegrationResponse {
        responseParameters = Collections.unmodifiableMap(new LinkedHashMap<>(responseParameters));
        responseTemplates = Collections.unmodifiableMap(new LinkedHashMap<>(responseTemplates));
    }
}
