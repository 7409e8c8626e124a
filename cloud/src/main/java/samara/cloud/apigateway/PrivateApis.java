package samara.cloud.apigateway;

import java.util.Map;
import java.util.Optional;
import samara.cloud.apigateway.ApiUrl.VpcEndpoint;
import samara.gateway.ApiRequest.VpcSource;
import samara.gateway.api.ApiSettings;

/// Who reaches a private API: those that come through a VPC endpoint, and nobody else does. A public API in turn is not
/// reached through one.
///
/// There is no VPC here: the host that a request names says which endpoint it comes through, and the API's tags in
/// which VPC that is, `samara:vpc:vpce-…` for one endpoint and `samara:vpc` for all.
///
/// @see <a
/// href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-api-test-invoke-url.html">
///     invoking a private API</a>
final class PrivateApis {
    private static final String TAG = "samara:vpc";

    private PrivateApis() {}

    /// Why a request does not reach an API, if it does not.
    static Optional<String> refusal(ApiUrl url, ApiSettings settings) {
        boolean isPrivate = settings.endpointTypes().contains("PRIVATE");
        if (url.vpcEndpoint().isEmpty()) {
            String id = url.apiId();
            return isPrivate
                    ? Optional.of("`" + id + "` is a private API, which only requests through a VPC endpoint reach. To"
                            + " call it as through one, name the endpoint: http://" + id
                            + "-vpce-ID.execute-api.localhost:PORT/STAGE/..., http://127.0.0.1:PORT"
                            + ApiUrl.PATH_PREFIX + id + "-vpce-ID/STAGE/..., or the host"
                            + " vpce-ID.execute-api.REGION.vpce.amazonaws.com with the header x-apigw-api-id: " + id
                            + ".")
                    : Optional.empty();
        }
        VpcEndpoint endpoint = url.vpcEndpoint().get();
        if (!isPrivate) {
            return Optional.of("`" + url.apiId() + "` is no private API: it is not reached through a VPC endpoint.");
        }
        return endpoint.isAlias() && !settings.vpcEndpointIds().contains(endpoint.id())
                ? Optional.of("`" + url.apiId() + "` is not associated with the VPC endpoint `" + endpoint.id()
                        + "` (`vpcEndpointIds`), so that there is no such host name.")
                : Optional.empty();
    }

    /// What a request through an endpoint is known to come from.
    static Optional<VpcSource> source(ApiUrl url, Map<String, String> apiTags) {
        return url.vpcEndpoint()
                .map(endpoint -> new VpcSource(
                        endpoint.id(),
                        Optional.ofNullable(apiTags.getOrDefault(TAG + ":" + endpoint.id(), apiTags.get(TAG)))));
    }
}
