package samara.cloud.apigateway;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import samara.cloud.apigateway.domain.Routed;
import samara.cloud.kernel.HttpRequest;

/// How a URL names an API and its stage: `{api}.execute-api.localhost/{stage}/…`, the same by AWS's own host name, and
/// `/_aws/execute-api/{api}/{stage}/…` for clients that resolve neither.
///
/// A request comes through a VPC endpoint where it names one, as AWS's host names do: `{api}-{vpce}` in place of
/// `{api}`
/// (the alias that API Gateway makes for the endpoints of a private API), or the endpoint's own host name,
/// `{vpce}-….execute-api.{region}.vpce.amazonaws.com`, with the API's id in the header `x-apigw-api-id`.
///
/// @param path below the stage, percent-encoded, with a leading slash
/// @param fullPath with the stage
/// @param vpcEndpoint the VPC endpoint that the request comes through
public record ApiUrl(
        String apiId,
        String stage,
        String path,
        String fullPath,
        String domainName,
        Optional<VpcEndpoint> vpcEndpoint) {
    /// A VPC endpoint.
    ///
    /// @param isAlias whether the host name is the API's alias for the endpoint, and not the endpoint's own
    public record VpcEndpoint(String id, boolean isAlias) {}

    static final String PATH_PREFIX = "/_aws/execute-api/";
    private static final Pattern HOST =
            Pattern.compile("([a-z0-9]{4,32}(?:-vpce-[a-z0-9]+)?)\\.execute-api\\.(?:localhost|[a-z0-9-]+\\.amazonaws"
                    + "\\.com(?:\\.cn)?)");
    private static final Pattern ENDPOINT_HOST =
            Pattern.compile("(vpce-[a-z0-9]+)[a-z0-9-]*\\.execute-api\\.(?:localhost|[a-z0-9-]+\\.vpce\\.amazonaws"
                    + "\\.com(?:\\.cn)?)");
    private static final String VPCE = "-vpce-";
    private static final String API_ID = "x-apigw-api-id";

    /// Whether a request is for an API at all.
    public static boolean isOne(HttpRequest request) {
        return request.rawPath().startsWith(PATH_PREFIX)
                || request.host().contains(".execute-api.")
                        && (HOST.matcher(request.host()).matches()
                                || ENDPOINT_HOST.matcher(request.host()).matches());
    }

    /// Reads a request's URL.
    ///
    /// @param awsDomain the API's own name, shown to functions where the URL names the API by path
    public static Optional<ApiUrl> of(HttpRequest request, java.util.function.UnaryOperator<String> awsDomain) {
        String path = request.rawPath();
        if (path.startsWith(PATH_PREFIX)) {
            String rest = path.substring(PATH_PREFIX.length());
            int slash = rest.indexOf('/');
            String api = slash < 0 ? rest : rest.substring(0, slash);
            return api.isEmpty()
                    ? Optional.empty()
                    : Optional.of(staged(api, slash < 0 ? "/" : rest.substring(slash), domain(api, awsDomain)));
        }
        Matcher host = HOST.matcher(request.host());
        if (host.matches()) {
            return Optional.of(staged(host.group(1), path, request.host()));
        }
        Matcher endpoint = ENDPOINT_HOST.matcher(request.host());
        return endpoint.matches()
                ? request.headers()
                        .first(API_ID)
                        .map(api -> staged(api, path, request.host())
                                .through(Optional.of(new VpcEndpoint(endpoint.group(1), false))))
                : Optional.empty();
    }

    /// The id of the API that a request names; nothing where it names none.
    public static Optional<String> apiId(HttpRequest request) {
        return isOne(request) ? of(request, id -> id).map(ApiUrl::apiId) : Optional.empty();
    }

    /// The stage that a custom domain name's mapping leads to.
    public static ApiUrl of(Routed routed) {
        return new ApiUrl(
                routed.apiId(),
                routed.stage(),
                routed.path(),
                routed.fullPath(),
                routed.domainName(),
                Optional.empty());
    }

    /// The same of the stage that is served at the root, whose name is not in the path.
    public ApiUrl atRoot(String rootStage) {
        return new ApiUrl(apiId, rootStage, fullPath, fullPath, domainName, vpcEndpoint);
    }

    private ApiUrl through(Optional<VpcEndpoint> endpoint) {
        return new ApiUrl(apiId, stage, path, fullPath, domainName, endpoint);
    }

    /// The host name that AWS would have for a label.
    private static String domain(String label, java.util.function.UnaryOperator<String> awsDomain) {
        int endpoint = label.indexOf(VPCE);
        return endpoint < 0
                ? awsDomain.apply(label)
                : label + awsDomain.apply(label.substring(0, endpoint)).substring(endpoint);
    }

    /// @param label the API's id, with a VPC endpoint's behind it or not
    private static ApiUrl staged(String label, String path, String domainName) {
        int slash = path.indexOf('/', 1);
        String stage = slash < 0 ? path.substring(1) : path.substring(1, slash);
        int endpoint = label.indexOf(VPCE);
        return new ApiUrl(
                endpoint < 0 ? label : label.substring(0, endpoint),
                stage,
                slash < 0 ? "/" : path.substring(slash),
                path,
                domainName,
                endpoint < 0 ? Optional.empty() : Optional.of(new VpcEndpoint(label.substring(endpoint + 1), true)));
    }
}
