package samara.gateway.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import samara.gateway.ApiRequest;

/// The `$context` variables of an HTTP API, for access logs and selection expressions.
///
/// See
/// [logging variables](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html).
final class HttpContext {
    private static final Map<String, String> NAMES_OF_IAM =
            Map.of("accountId", "accountId", "callerId", "caller", "userArn", "userArn", "userId", "user");

    private HttpContext() {}

    static Map<String, Object> of(HttpExchange x) {
        ApiRequest.Client client = x.request.client();
        Map<String, Object> context = new LinkedHashMap<>();
        context.put("accountId", x.deployed.accountId());
        context.put("apiId", x.deployed.apiId());
        context.put("domainName", client.domainName());
        context.put("domainPrefix", domainPrefix(client));
        context.put("extendedRequestId", x.id.extendedRequestId());
        context.put("httpMethod", x.request.method());
        context.put("path", x.rawPath());
        context.put("protocol", client.protocol());
        context.put("requestId", x.id.extendedRequestId());
        context.put("requestTime", x.time());
        context.put("requestTimeEpoch", x.receivedAt.toEpochMilli());
        context.put("stage", x.deployed.stage().name());
        Map<String, Object> identity = new LinkedHashMap<>();
        identity.put("sourceIp", client.sourceIp());
        x.header("user-agent").ifPresent(agent -> identity.put("userAgent", agent));
        client.certificate().ifPresent(c -> identity.put("clientCert", HttpEvent.certificate(c)));
        if (x.authorizer.get("iam") instanceof Map<?, ?> iam) {
            identity(iam, identity);
        }
        context.put("identity", identity);
        context.put("awsEndpointRequestId", x.id.requestId());
        x.request.basePath().ifPresent(base -> context.put("customDomain", Map.of("basePathMatched", base)));
        if (!x.authorizer.isEmpty()) {
            context.put("authorizer", authorizer(x));
        }
        return context;
    }

    /// What an authorizer's function or a token says is under its own name; a token's claims are under `claims`, too.
    private static Map<String, Object> authorizer(HttpExchange x) {
        Map<String, Object> all = new LinkedHashMap<>();
        if (x.authorizer.get("lambda") instanceof Map<?, ?> given) {
            given.forEach((name, value) -> all.put(String.valueOf(name), value));
        }
        if (x.authorizer.get("jwt") instanceof Map<?, ?> jwt && jwt.get("claims") instanceof Map<?, ?> claims) {
            all.put("claims", claims);
        }
        return all;
    }

    /// What IAM says, by the names that it has here.
    private static void identity(Map<?, ?> iam, Map<String, Object> identity) {
        NAMES_OF_IAM.forEach((from, to) -> {
            Object value = iam.get(from);
            if (value != null) {
                identity.put(to, value);
            }
        });
    }

    static Optional<String> value(HttpExchange x, String name) {
        Object at = name.equals("routeKey") ? x.route().route().key() : of(x);
        if (at instanceof Map<?, ?>) {
            for (String part : name.split("\\.", -1)) {
                at = at instanceof Map<?, ?> map ? map.get(part) : null;
            }
        }
        return Optional.ofNullable(at).map(Object::toString);
    }

    static String domainPrefix(ApiRequest.Client client) {
        String domain = client.domainName();
        int dot = domain.indexOf('.');
        return dot < 0 ? domain : domain.substring(0, dot);
    }
}
