package samara.cloud.apigateway;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import samara.cloud.apigateway.domain.DomainSite;
import samara.cloud.edge.sigv4.AuthenticationException;
import samara.cloud.edge.sigv4.SignatureVerifier;
import samara.cloud.edge.sigv4.Verified;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Decision;
import samara.cloud.kernel.Headers;
import samara.cloud.kernel.HttpRequest;
import samara.cloud.kernel.Identity;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Principal;
import samara.cloud.kernel.Scope;
import samara.gateway.ApiRequest;
import samara.gateway.Backends.Access;
import samara.gateway.Backends.AccessQuery;

/// Who calls a method, and whether IAM and the API's resource policy let it: signed requests for `AWS_IAM` methods,
/// anybody for others.
final class SignedCaller {
    private final Kernel kernel;
    private final Scope scope;
    private final String apiId;
    private final SignatureVerifier verifier;

    SignedCaller(Kernel kernel, Scope scope, String apiId) {
        this.kernel = kernel;
        this.scope = scope;
        this.apiId = apiId;
        this.verifier = new SignatureVerifier(kernel.clock(), kernel.identities()::byAccessKey);
    }

    Access decide(AccessQuery query) {
        return decide(query, "execute-api:Invoke");
    }

    /// The same for another action than that of a method.
    Access decide(AccessQuery query, String action) {
        if (!query.signed()) {
            return decide(query, action, new Principal.Anonymous(), Map.of());
        }
        try {
            Verified verified = verifier.verify(asSent(query.request()));
            if (!verified.service().equals("execute-api")) {
                return new Access.Refused(
                        "INVALID_SIGNATURE", "Credential should be scoped to correct service: 'execute-api'.");
            }
            return decide(query, action, verified.identity().principal(), identity(verified.identity()));
        } catch (AuthenticationException e) {
            return new Access.Refused(
                    switch (e.kind()) {
                        case MISSING -> "MISSING_AUTHENTICATION_TOKEN";
                        case EXPIRED_TOKEN -> "EXPIRED_TOKEN";
                        case INCOMPLETE,
                                UNKNOWN_KEY,
                                WRONG_TOKEN,
                                MISMATCH,
                                SKEWED,
                                EXPIRED_URL,
                                WRONG_BODY,
                                BODY_TOO_LARGE -> "INVALID_SIGNATURE";
                    },
                    e.message());
        }
    }

    private Access decide(AccessQuery query, String action, Principal principal, Map<String, String> identity) {
        Need plain = from(Need.of(action, query.methodArn()), query.request().client());
        Need need = new Need(
                plain.action(),
                plain.resource(),
                plain.conditionKeys(),
                query.policy().map(this::expanded),
                Optional.of(scope.account()));
        Call call = new Call(
                scope,
                principal,
                kernel.ids().uuid(),
                query.request().client().sourceIp(),
                query.request().headers().get("User-Agent"),
                Optional.empty());
        Decision decision = kernel.identities().decide(call, need);
        if (decision.isAllowed()) {
            return new Access.Allowed(identity);
        }
        String who = principal instanceof Principal.Anonymous ? "anonymous" : principal.name();
        String denied = decision.outcome().name().startsWith("DENIED") ? " with an explicit deny" : "";
        return new Access.Refused(
                "ACCESS_DENIED",
                "User: " + who + " is not authorized to perform: " + action + " on resource: " + query.methodArn()
                        + denied);
    }

    /// Through a VPC endpoint a request has no public address.
    private static Need from(Need need, ApiRequest.Client client) {
        if (client.vpc().isEmpty()) {
            return need.when("aws:SourceIp", List.of(client.sourceIp()));
        }
        ApiRequest.VpcSource vpc = client.vpc().get();
        return need.when("aws:SourceIp", List.of())
                .when("aws:VpcSourceIp", List.of(client.sourceIp()))
                .when("aws:SourceVpce", List.of(vpc.endpointId()))
                .when("aws:SourceVpc", vpc.vpcId().stream().toList());
    }

    /// The request as the client signed it.
    private HttpRequest asSent(ApiRequest request) {
        String host = request.headers()
                .get("Host")
                .orElse("")
                .replaceFirst(":\\d+$", "")
                .toLowerCase(Locale.ROOT);
        String path = prefix(host, request.client().domainName()) + request.fullPath();
        List<Headers.Header> headers = new ArrayList<>();
        request.headers().forEach((name, value) -> headers.add(new Headers.Header(name, value)));
        return new HttpRequest(
                request.method(),
                path,
                request.rawQuery(),
                new Headers(headers),
                new ByteArrayInputStream(request.body()),
                host,
                request.client().sourceIp(),
                kernel.ids().uuid());
    }

    /// What the path of a request began with that names its API or domain there, not by its host.
    private String prefix(String host, String domainName) {
        if (host.contains(".execute-api.") || host.equals(domainName)) {
            return "";
        }
        return domainName.contains(".execute-api.")
                ? ApiUrl.PATH_PREFIX + domainName.substring(0, domainName.indexOf('.'))
                : DomainSite.PATH_PREFIX + domainName;
    }

    /// What events show of the caller.
    private static Map<String, String> identity(Identity identity) {
        Map<String, String> shown = new LinkedHashMap<>();
        String accessKey = identity.credentials().accessKeyId();
        shown.put("accountId", identity.account().id());
        shown.put("accessKey", accessKey);
        shown.put("caller", accessKey);
        shown.put("user", accessKey);
        shown.put("userArn", identity.principal().name());
        return shown;
    }

    /// A policy may name its API's resources from the stage on: `execute-api:/stage/GET/path`.
    private String expanded(String policy) {
        String prefix = scope.arn("execute-api", apiId + "/");
        return policy.replace("\"execute-api:/", "\"" + prefix);
    }
}
