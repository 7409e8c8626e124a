package samara.cloud.apigateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.kernel.Addresses;
import samara.cloud.kernel.Headers;
import samara.cloud.kernel.HttpRequest;
import samara.cloud.kernel.HttpResponse;
import samara.cloud.kernel.Transport;
import samara.gateway.ApiRequest;
import samara.gateway.ApiRequest.VpcSource;
import samara.gateway.ApiResponse;
import samara.gateway.json.Json;

/// Requests and answers of the cloud's port as the gateway has them.
public final class SiteExchange {
    private static final int STREAM_BUFFER_BYTES = 16 * 1024;

    private SiteExchange() {}

    /// A request to an API.
    ///
    /// @param bodyLimit bytes; a byte more is read at most, so that the gateway can refuse what is longer
    public static ApiRequest request(HttpRequest request, ApiUrl url, Addresses addresses, int bodyLimit) {
        return request(request, url, addresses, bodyLimit, Optional.empty());
    }

    /// The same through a VPC endpoint.
    static ApiRequest request(
            HttpRequest request, ApiUrl url, Addresses addresses, int bodyLimit, Optional<VpcSource> vpc) {
        samara.gateway.Headers headers = new samara.gateway.Headers();
        for (Headers.Header header : request.headers().all()) {
            headers.add(header.name(), header.value());
        }
        Transport transport = request.transport();
        return new ApiRequest(
                request.method(),
                url.path(),
                url.fullPath(),
                request.rawQuery(),
                headers,
                body(request, bodyLimit),
                new ApiRequest.Client(
                        request.sourceIp(),
                        transport.protocol(),
                        url.domainName(),
                        addresses.port(),
                        transport.scheme(),
                        transport.clientCertificates().stream().findFirst().map(ClientCertificates::shown),
                        vpc));
    }

    private static byte[] body(HttpRequest request, int limit) {
        try {
            return request.body().readNBytes(limit + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// An answer of an API.
    public static HttpResponse response(ApiResponse response) {
        List<Headers.Header> headers = new ArrayList<>(response.headers().size());
        response.headers().forEach((name, value) -> headers.add(new Headers.Header(name, value)));
        return new HttpResponse(
                response.status(),
                new Headers(headers),
                response.stream()
                        .<HttpResponse.Content>map(
                                stream -> new HttpResponse.Content.Streamed(out -> pass(stream, out)))
                        .orElseGet(() -> new HttpResponse.Content.Bytes(response.body())));
    }

    /// Sends on what is there whenever the next read would wait.
    private static void pass(InputStream stream, OutputStream out) throws IOException {
        try (stream) {
            byte[] buffer = new byte[STREAM_BUFFER_BYTES];
            for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                out.write(buffer, 0, count);
                if (stream.available() == 0) {
                    out.flush();
                }
            }
        }
    }

    /// What AWS says, with the reason in a header of our own: a client that looks for help finds it there.
    public static HttpResponse answer(int status, String message, String reason) {
        Headers headers = Headers.of("Content-Type", "application/json")
                .with("x-samara-reason", reason.replaceAll("[^\\x20-\\x7e]", "?"));
        return HttpResponse.of(status, headers, Json.write(Map.of("message", message)));
    }
}
