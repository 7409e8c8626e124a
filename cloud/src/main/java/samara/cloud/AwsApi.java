package samara.cloud;

import java.util.function.Function;
import samara.cloud.edge.sigv4.AuthenticationException;
import samara.cloud.edge.sigv4.SignatureVerifier;
import samara.cloud.kernel.HttpRequest;
import samara.cloud.kernel.HttpResponse;

/// The AWS API: authenticates each request. Its protocols are not joined to it yet, so that it answers 501 after that.
final class AwsApi implements Function<HttpRequest, HttpResponse> {
    private final SignatureVerifier verifier;

    AwsApi(SignatureVerifier verifier) {
        this.verifier = verifier;
    }

    @Override
    public HttpResponse apply(HttpRequest request) {
        try {
            var verified = verifier.verify(request);
            return HttpResponse.of(
                    501,
                    "text/plain; charset=utf-8",
                    "Samara cannot decode requests to " + verified.service() + " yet.\n");
        } catch (AuthenticationException e) {
            return HttpResponse.of(403, "text/plain; charset=utf-8", e.message() + "\n");
        }
    }
}
