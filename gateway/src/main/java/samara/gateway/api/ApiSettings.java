package samara.gateway.api;

import java.util.List;
import java.util.Optional;

/// What holds for an API as a whole.
///
/// @param binaryMediaTypes bodies of these types are bytes, not text; `*/*` is all
/// @param minimumCompressionSize answers of at least so many bytes are compressed for clients that take it
/// @param apiKeySource `HEADER` (`x-api-key`) or `AUTHORIZER` (`usageIdentifierKey`)
/// @param endpointTypes `EDGE`, `REGIONAL` or `PRIVATE`
/// @param policy the resource policy, as JSON
/// @param disableExecuteApiEndpoint answer only under custom domain names
public record ApiSettings(
        List<String> binaryMediaTypes,
        Optional<Integer> minimumCompressionSize,
        String apiKeySource,
        List<String> endpointTypes,
        List<String> vpcEndpointIds,
        Optional<String> policy,
        boolean disableExecuteApiEndpoint) {

    /// An edge-optimised API as `create-rest-api` makes it when told nothing.
    public static final ApiSettings DEFAULT =
            new ApiSettings(List.of(), Optional.empty(), "HEADER", List.of("EDGE"), List.of(), Optional.empty(), false);

    public ApiSettings {
        binaryMediaTypes = List.copyOf(binaryMediaTypes);
        endpointTypes = List.copyOf(endpointTypes);
        vpcEndpointIds = List.copyOf(vpcEndpointIds);
    }

    /// The same with another list of binary media types.
    public ApiSettings withBinaryMediaTypes(List<String> other) {
        return new ApiSettings(
                other,
                minimumCompressionSize,
                apiKeySource,
                endpointTypes,
                vpcEndpointIds,
                policy,
                disableExecuteApiEndpoint);
    }

    /// The same with another compression threshold.
    public ApiSettings withMinimumCompressionSize(Optional<Integer> other) {
        return new ApiSettings(
                binaryMediaTypes,
                other,
                apiKeySource,
                endpointTypes,
                vpcEndpointIds,
                policy,
                disableExecuteApiEndpoint);
    }

    /// The same with another source of API keys.
    public ApiSettings withApiKeySource(String other) {
        return new ApiSettings(
                binaryMediaTypes,
                minimumCompressionSize,
                other,
                endpointTypes,
                vpcEndpointIds,
                policy,
                disableExecuteApiEndpoint);
    }

    /// The same with another kind of endpoint.
    public ApiSettings withEndpoint(List<String> types, List<String> vpcEndpoints) {
        return new ApiSettings(
                binaryMediaTypes,
                minimumCompressionSize,
                apiKeySource,
                types,
                vpcEndpoints,
                policy,
                disableExecuteApiEndpoint);
    }

    /// The same with another resource policy.
    public ApiSettings withPolicy(Optional<String> other) {
        return new ApiSettings(
                binaryMediaTypes,
                minimumCompressionSize,
                apiKeySource,
                endpointTypes,
                vpcEndpointIds,
                other,
                disableExecuteApiEndpoint);
    }

    /// The same, with the default endpoint on or off.
    public ApiSettings withDisableExecuteApiEndpoint(boolean disable) {
        return new ApiSettings(
                binaryMediaTypes, minimumCompressionSize, apiKeySource, endpointTypes, vpcEndpointIds, policy, disable);
    }
}
