package samara.cloud.lambda;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import samara.cloud.kernel.Addresses;
import samara.cloud.kernel.Scope;
import samara.wire.lambda.Cors;

/// A function's URL.
///
/// @param id the first label of its host name
/// @param qualifier an alias; empty for `$LATEST`
/// @param auth who may call it
/// @param streams whether what the function writes is sent as it is written
record StoredUrl(
        Scope scope,
        String id,
        String function,
        Optional<String> qualifier,
        Auth auth,
        boolean streams,
        Optional<CrossOrigin> cors,
        Instant created,
        Instant modified) {

    /// `AuthType`.
    enum Auth {
        NONE,
        AWS_IAM
    }

    /// `Cors`: what pages of other origins may do.
    record CrossOrigin(
            boolean allowCredentials,
            List<String> allowHeaders,
            List<String> allowMethods,
            List<String> allowOrigins,
            List<String> exposeHeaders,
            Optional<Integer> maxAge) {

        static CrossOrigin of(Cors cors) {
            return new CrossOrigin(
                    cors.allowCredentials().orElse(false),
                    cors.allowHeaders().orElse(List.of()),
                    cors.allowMethods().orElse(List.of()),
                    cors.allowOrigins().orElse(List.of()),
                    cors.exposeHeaders().orElse(List.of()),
                    cors.maxAge());
        }

        Cors shown() {
            return Cors.builder()
                    .allowCredentials(allowCredentials)
                    .allowHeaders(allowHeaders.isEmpty() ? null : allowHeaders)
                    .allowMethods(allowMethods.isEmpty() ? null : allowMethods)
                    .allowOrigins(allowOrigins.isEmpty() ? null : allowOrigins)
                    .exposeHeaders(exposeHeaders.isEmpty() ? null : exposeHeaders)
                    .maxAge(maxAge.orElse(null))
                    .build();
        }
    }

    FunctionName name() {
        return new FunctionName(function, qualifier);
    }

    String arn() {
        return name().arn(scope);
    }

    String invokeMode() {
        return streams ? "RESPONSE_STREAM" : "BUFFERED";
    }

    /// The form that every client on this machine can use; the one by host name is
    /// `http://ID.lambda-url.REGION.localhost:PORT/`.
    String address(Addresses addresses) {
        return addresses.path(UrlSite.PATH_PREFIX + id + "/").toString();
    }
}
