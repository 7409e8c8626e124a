package samara.cloud.apigateway;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import samara.cloud.kernel.Headers;
import samara.cloud.kernel.HttpRequest;
import samara.gateway.Backends.ServiceCall;
import samara.wire.catalog.Catalog;

/// What an integration with an AWS service sends: the service's own request, found by AWS's models. Public, since
/// `local start-api` sends the same to AWS.
public final class ActionRequest {
    private static final String FORM = "application/x-www-form-urlencoded";

    private ActionRequest() {}

    /// The service that an integration's URI names, where there is one of this name in AWS's models.
    public static Optional<Catalog.Entry> service(String name) {
        Optional<Catalog.Entry> bySigningName = Optional.empty();
        for (Catalog.Entry entry : Catalog.all().entries()) {
            if (entry.hostPrefix().equals(name)) {
                return Optional.of(entry);
            }
            if (entry.signingName().equals(name) && bySigningName.isEmpty()) {
                bySigningName = Optional.of(entry);
            }
        }
        return bySigningName;
    }

    /// The request as the service takes it; none where it has no actions by name.
    public static Optional<HttpRequest> of(ServiceCall call, Catalog.Entry service, String requestId) {
        String[] target = call.path().split("\\?", 2);
        Optional<String> query = target.length > 1 ? Optional.of(target[1]) : Optional.empty();
        String path = call.target().subdomain().map(s -> "/" + s).orElse("") + target[0];
        samara.gateway.Headers headers = call.headers();
        byte[] body = call.body();
        if (call.target().action().isPresent()) {
            String action = call.target().action().get();
            if (service.protocols().contains("query")) {
                query = Optional.of("Action=" + action + query.map(q -> "&" + q).orElse("")
                        + (query.filter(q -> q.matches("(.*&)?Version=.*")).isPresent()
                                ? ""
                                : "&Version=" + service.apiVersion()));
                if (!headers.get("Content-Type").orElse("").startsWith(FORM)) {
                    body = new byte[0];
                    headers.set("Content-Type", FORM);
                }
            } else if (!service.targetPrefix().isEmpty()) {
                headers.set("X-Amz-Target", service.targetPrefix() + "." + action);
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(new HttpRequest(
                call.method(),
                path,
                query,
                headers(headers, body.length),
                new ByteArrayInputStream(body),
                service.hostPrefix() + "." + call.target().region() + ".amazonaws.com",
                "AWS Internal",
                requestId));
    }

    private static Headers headers(samara.gateway.Headers from, int length) {
        List<Headers.Header> headers = new ArrayList<>();
        from.forEach((name, value) -> {
            boolean ours = name.equalsIgnoreCase("Content-Length")
                    || name.equalsIgnoreCase("Authorization")
                    || name.equalsIgnoreCase("Host");
            if (!ours) {
                headers.add(new Headers.Header(name, value));
            }
        });
        headers.add(new Headers.Header("Content-Length", Integer.toString(length)));
        return new Headers(headers);
    }
}
