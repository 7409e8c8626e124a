package samara.gateway.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import samara.gateway.Backends.VpcLinkUse;

/// What is behind a method, as its owner wrote it; the engine reads `uri` when a stage is made, since stage variables
/// may stand in it.
///
/// @param httpMethod the method with which the backend is called
/// @param uri `arn:aws:apigateway:…` of a function or an AWS action, or an HTTP URL
/// @param credentials the role to call with, or `arn:aws:iam::*:user/*` for the caller's own
/// @param requestParameters `integration.request.….name` → `method.request.….name`, `context.…`, `'literal'`
/// @param requestTemplates content type → mapping template
/// @param passthroughBehavior `WHEN_NO_MATCH`, `WHEN_NO_TEMPLATES` or `NEVER`
/// @param timeoutInMillis 50 to 29,000, or more where the quota was raised; to 900,000 where the answer is streamed
/// @param connectionId the VPC link that it goes through, where `connectionType` is `VPC_LINK`
/// @param responses by status code
/// @param integrationTarget the load balancer behind a VPC link of the second version, by its ARN
/// @param responseTransferMode `STREAM` or `BUFFERED`
/// @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_Integration.html">Integration</a>
public record Integration(
        IntegrationType type,
        Optional<String> httpMethod,
        Optional<String> uri,
        Optional<String> credentials,
        Map<String, String> requestParameters,
        Map<String, String> requestTemplates,
        String passthroughBehavior,
        Optional<String> contentHandling,
        int timeoutInMillis,
        Optional<String> connectionType,
        Optional<String> connectionId,
        Optional<String> cacheNamespace,
        List<String> cacheKeyParameters,
        boolean insecureSkipVerification,
        Map<String, IntegrationResponse> responses,
        Optional<String> integrationTarget,
        Optional<String> responseTransferMode) {

    /// The time that an integration has when nothing else is said, in milliseconds.
    public static final int DEFAULT_TIMEOUT_MILLIS = 29_000;

    public Integration {
        requestParameters = RestApi.copy(requestParameters);
        requestTemplates = RestApi.copy(requestTemplates);
        cacheKeyParameters = List.copyOf(cacheKeyParameters);
        responses = RestApi.copy(responses);
    }

    /// An integration of a type and URI with all else as API Gateway defaults it.
    public static Integration of(IntegrationType type, Optional<String> httpMethod, Optional<String> uri) {
        return new Integration(
                type,
                httpMethod,
                uri,
                Optional.empty(),
                Map.of(),
                Map.of(),
                "WHEN_NO_MATCH",
                Optional.empty(),
                DEFAULT_TIMEOUT_MILLIS,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                false,
                Map.of(),
                Optional.empty(),
                Optional.empty());
    }

    /// The same with these responses in place of all.
    public Integration withResponses(Map<String, IntegrationResponse> other) {
        return new Integration(
                type,
                httpMethod,
                uri,
                credentials,
                requestParameters,
                requestTemplates,
                passthroughBehavior,
                contentHandling,
                timeoutInMillis,
                connectionType,
                connectionId,
                cacheNamespace,
                cacheKeyParameters,
                insecureSkipVerification,
                other,
                integrationTarget,
                responseTransferMode);
    }

    /// Whether what is behind a proxy integration answers the client while it writes.
    public boolean streams() {
        return responseTransferMode.filter("STREAM"::equals).isPresent();
    }

    /// Whether it goes through a VPC link.
    public boolean isPrivate() {
        return connectionType.filter("VPC_LINK"::equals).isPresent();
    }

    /// The VPC link that it goes through.
    ///
    /// @param filled puts stage variables into a text
    public Optional<VpcLinkUse> vpcLink(UnaryOperator<String> filled) {
        return isPrivate()
                ? connectionId.map(id -> new VpcLinkUse(filled.apply(id), integrationTarget.map(filled)))
                : Optional.empty();
    }
}
