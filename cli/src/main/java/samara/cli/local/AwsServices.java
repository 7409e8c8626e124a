package samara.cli.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Optional;
import samara.cloud.apigateway.ActionRequest;
import samara.cloud.kernel.Credentials;
import samara.cloud.kernel.HttpRequest;
import samara.gateway.BackendAnswer;
import samara.gateway.Backends.HttpCall;
import samara.gateway.Backends.ServiceCall;
import samara.gateway.Headers;
import samara.gateway.endpoint.HttpEndpoints;
import samara.template.PseudoParameters;
import samara.wire.catalog.Catalog;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/// AWS's services, as integrations of APIs call them: at AWS, or with `--local` in the embedded cloud, or
/// where the environment says ([ServiceEndpoints]). As functions do, they are called as the one who runs the command,
/// not
/// as the integration's role.
public final class AwsServices {
    private static final int TIMEOUT_MILLIS = 29_000;

    private final Caller caller;
    private final ServiceEndpoints endpoints;

    AwsServices(Caller caller, ServiceEndpoints endpoints) {
        this.caller = caller;
        this.endpoints = endpoints;
    }

    /// Calls one, and waits for its answer.
    public BackendAnswer call(ServiceCall call) {
        Optional<Catalog.Entry> service = ActionRequest.service(call.target().service());
        if (service.isEmpty()) {
            return new BackendAnswer.Unreachable("AWS ARN for integration contains invalid service `"
                    + call.target().service() + "`");
        }
        Optional<HttpRequest> request = ActionRequest.of(call, service.get(), "local");
        if (request.isEmpty()) {
            return new BackendAnswer.Unreachable(
                    "Actions of `" + service.get().id() + "` are called by their path: arn:aws:apigateway:REGION:"
                            + service.get().id() + ":path/PATH");
        }
        return HttpEndpoints.fetch(signed(service.get(), call.target().region(), request.get()));
    }

    private HttpCall signed(Catalog.Entry service, String region, HttpRequest request) {
        byte[] body = body(request);
        URI endpoint = caller.endpoint()
                .or(() -> endpoints.of(service.id()))
                .orElseGet(() -> URI.create(
                        "https://" + service.hostPrefix() + "." + region + "." + PseudoParameters.urlSuffix(region)));
        URI target = URI.create(endpoint + request.rawTarget());
        SdkHttpFullRequest.Builder unsigned =
                SdkHttpFullRequest.builder().uri(target).method(SdkHttpMethod.fromValue(request.method()));
        request.headers().all().forEach(header -> {
            if (!header.name().equalsIgnoreCase("Content-Length")) {
                unsigned.appendHeader(header.name(), header.value());
            }
        });
        boolean isS3 = service.id().equals("s3");
        SdkHttpRequest signed = AwsV4HttpSigner.create()
                .sign(to -> to.identity(identity(caller.credentials()))
                        .request(unsigned.build())
                        .payload(ContentStreamProvider.fromByteArray(body))
                        .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, service.signingName())
                        .putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, !isS3)
                        .putProperty(AwsV4FamilyHttpSigner.NORMALIZE_PATH, !isS3)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region))
                .request();
        Headers headers = new Headers();
        signed.forEachHeader((name, values) -> {
            // The client of HTTP writes this one itself.
            if (!name.equalsIgnoreCase("Host")) {
                values.forEach(value -> headers.add(name, value));
            }
        });
        return new HttpCall(request.method(), target.toString(), headers, body, TIMEOUT_MILLIS);
    }

    private static byte[] body(HttpRequest request) {
        try {
            return request.body().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // It is in memory.
        }
    }

    private static AwsCredentialsIdentity identity(Credentials of) {
        return of.sessionToken()
                .<AwsCredentialsIdentity>map(
                        token -> AwsSessionCredentialsIdentity.create(of.accessKeyId(), of.secretAccessKey(), token))
                .orElseGet(() -> AwsCredentialsIdentity.create(of.accessKeyId(), of.secretAccessKey()));
    }
}
