package samara.gateway.http;

import java.util.List;
import java.util.Optional;

/// How an HTTP API answers browsers that ask from other origins.
///
/// @param allowOrigins origins, `*`, or a scheme with a wildcard such as `https://*`
/// @param maxAgeSeconds how long a browser may keep a preflight's answer; -1 for not at all
///
/// See [CORS](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html).
public record Cors(
        boolean allowCredentials,
        List<String> allowHeaders,
        List<String> allowMethods,
        List<String> allowOrigins,
        List<String> exposeHeaders,
        Optional<Integer> maxAgeSeconds) {
    public Cors {
        allowHeaders = List.copyOf(allowHeaders);
        allowMethods = List.copyOf(allowMethods);
        allowOrigins = List.copyOf(allowOrigins);
        exposeHeaders = List.copyOf(exposeHeaders);
    }
}
