package samara.cloud.apigateway;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import samara.cloud.apigateway.domain.Routed;
import samara.cloud.kernel.HttpRequest;

/// How a URL names an API and its stage: `{api}.execute-api.localhost/{stage}/…`, the same by AWS's own host name, and
/// `/_aws/execute-api/{api}/{stage}/…` for clients that resolve neither.
///
/// @param path below the stage, percent-encoded, with a leading slash
/// @param fullPath with the stage
public record ApiUrl(String apiId, String stage, String path, String fullPath, String domainName) {
    static final String PATH_PREFIX = "/_aws/execute-api/";
    private static final Pattern HOST =
            Pattern.compile("([a-z0-9]{4,32})\\.execute-api\\.(?:localhost|[a-z0-9-]+\\.amazonaws\\.com(?:\\.cn)?)");

    /// Whether a request is for an API at all.
    public static boolean isOne(HttpRequest request) {
        return request.rawPath().startsWith(PATH_PREFIX)
                || request.host().contains(".execute-api.")
                        && HOST.matcher(request.host()).matches();
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
                    : Optional.of(staged(api, slash < 0 ? "/" : rest.substring(slash), awsDomain.apply(api)));
        }
        Matcher host = HOST.matcher(request.host());
        return host.matches() ? Optional.of(staged(host.group(1), path, request.host())) : Optional.empty();
    }

    /// The id of the API that a request names; nothing where it names none.
    public static Optional<String> apiId(HttpRequest request) {
        return isOne(request) ? of(request, id -> id).map(ApiUrl::apiId) : Optional.empty();
    }

    /// The stage that a custom domain name's mapping leads to.
    public static ApiUrl of(Routed routed) {
        return new ApiUrl(routed.apiId(), routed.stage(), routed.path(), routed.fullPath(), routed.domainName());
    }

    /// The same of the stage that is served at the root, whose name is not in the path.
    public ApiUrl atRoot(String rootStage) {
        return new ApiUrl(apiId, rootStage, fullPath, fullPath, domainName);
    }

    private static ApiUrl staged(String apiId, String path, String domainName) {
        int slash = path.indexOf('/', 1);
        String stage = slash < 0 ? path.substring(1) : path.substring(1, slash);
        return new ApiUrl(apiId, stage, slash < 0 ? "/" : path.substring(slash), path, domainName);
    }
}
