package samara.cloud.apigateway;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import samara.cloud.kernel.Addresses;
import samara.gateway.BackendAnswer;
import samara.gateway.Backends.HttpCall;
import samara.gateway.endpoint.HttpEndpoints;

/// Calls HTTP endpoints. What Cognito's issuers publish is asked of this cloud's own user pools first: an issuer has
/// AWS's address in its name wherever the pool is.
final class LocalIssuers {
    private static final Pattern ISSUER = Pattern.compile(
            "https://cognito-idp\\.[a-z0-9-]+\\.amazonaws\\.com(?:\\.cn)?(/[\\w-]+/\\.well-known/[\\w.-]+)");

    private LocalIssuers() {}

    static BackendAnswer fetch(HttpCall call, Addresses addresses) {
        Matcher issuer = ISSUER.matcher(call.url());
        if (issuer.matches()) {
            BackendAnswer local = HttpEndpoints.fetch(new HttpCall(
                    call.method(),
                    addresses.path(issuer.group(1)).toString(),
                    call.headers(),
                    call.body(),
                    call.timeoutMillis()));
            if (local instanceof BackendAnswer.Answered answered && answered.status() == 200) {
                return local;
            }
        }
        return HttpEndpoints.fetch(call);
    }
}
