package samara.gateway.http;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What a route calls.
///
/// @param type `AWS_PROXY` (a function, or with a subtype an AWS service) or `HTTP_PROXY`; of a WebSocket API `AWS`,
///     `HTTP` and `MOCK`, too
/// @param subtype such as `SQS-SendMessage`
/// @param uri a function's ARN, API Gateway's URI of one, or an HTTP endpoint
/// @param method of HTTP; `ANY` is the request's own
/// @param payloadFormatVersion `1.0` or `2.0`
/// @param requestParameters such as `append:header.name` → `$request.querystring.id`; with a subtype, the action's
/// @param responseParameters by status, the same for answers
/// @param requestTemplates of a WebSocket API, by what the template selection expression yields
/// @param passthroughBehavior of a WebSocket API: `WHEN_NO_MATCH`, `WHEN_NO_TEMPLATES` or `NEVER`
/// @param contentHandling of a WebSocket API: `CONVERT_TO_BINARY` or `CONVERT_TO_TEXT`
/// @param responses of a WebSocket API, by their ids
/// @param timeoutMillis 50 to 30,000
/// @param serverNameToVerify of a private integration (`tlsConfig`): it speaks TLS, and its certificate must name this
///
/// See [integrations](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations.html).
public record HttpIntegration(
        String id,
        String type,
        Optional<String> subtype,
        Optional<String> uri,
        Optional<String> method,
        Optional<String> credentials,
        Optional<String> connectionType,
        Optional<String> connectionId,
        Optional<String> description,
        String payloadFormatVersion,
        Map<String, String> requestParameters,
        Map<String, Map<String, String>> responseParameters,
        int timeoutMillis,
        Map<String, String> requestTemplates,
        Optional<String> templateSelectionExpression,
        Optional<String> passthroughBehavior,
        Optional<String> contentHandling,
        Map<String, IntegrationResponse> responses,
        Optional<String> serverNameToVerify) {
    /// How long an integration may take where nothing is said.
    public static final int DEFAULT_TIMEOUT_MILLIS = 30_000;

    public HttpIntegration {
        requestTemplates = Collections.unmodifiableMap(new LinkedHashMap<>(requestTemplates));
        requestParameters = Collections.unmodifiableMap(new LinkedHashMap<>(requestParameters));
        responses = Collections.unmodifiableMap(new LinkedHashMap<>(responses));
        responseParameters = Collections.unmodifiableMap(new LinkedHashMap<>(responseParameters));
    }

    /// The same with other integration responses.
    public HttpIntegration withResponses(Map<String, IntegrationResponse> other) {
        return new HttpIntegration(
                id,
                type,
                subtype,
                uri,
                method,
                credentials,
                connectionType,
                connectionId,
                description,
                payloadFormatVersion,
                requestParameters,
                responseParameters,
                timeoutMillis,
                requestTemplates,
                templateSelectionExpression,
                passthroughBehavior,
                contentHandling,
                other,
                serverNameToVerify);
    }

    /// One of which nothing but this is said.
    public static HttpIntegration of(String id, String type, String payloadFormatVersion, int timeoutMillis) {
        return new HttpIntegration(
                id,
                type,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                payloadFormatVersion,
                Map.of(),
                Map.of(),
                timeoutMillis,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.empty());
    }

    /// Whether it goes through a VPC link.
    public boolean isPrivate() {
        return connectionType.filter("VPC_LINK"::equals).isPresent();
    }
}
