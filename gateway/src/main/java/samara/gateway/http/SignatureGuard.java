package samara.gateway.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import samara.gateway.Backends;

/// IAM authorization of a route: the request must be signed, and its sender allowed to invoke it.
///
/// See [IAM](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control-iam.html).
final class SignatureGuard implements ReadyRoute.Guard {
    private final Backends backends;

    SignatureGuard(Backends backends) {
        this.backends = backends;
    }

    @Override
    public void admit(HttpExchange x) {
        var query = new Backends.AccessQuery(x.request, true, Optional.empty(), x.routeArn());
        switch (backends.authorize(query)) {
            case Backends.Access.Allowed allowed -> x.authorizer.put("iam", shown(allowed.identity()));
            case Backends.Access.Refused refused -> throw new HttpFault(403, refused.message());
        }
    }

    private static Map<String, @Nullable Object> shown(Map<String, String> identity) {
        Map<String, @Nullable Object> iam = new LinkedHashMap<>();
        iam.put("accessKey", identity.get("accessKey"));
        iam.put("accountId", identity.get("accountId"));
        iam.put("callerId", identity.get("caller"));
        iam.put("cognitoIdentity", null);
        iam.put("principalOrgId", null);
        iam.put("userArn", identity.get("userArn"));
        iam.put("userId", identity.get("user"));
        return iam;
    }
}
