package samara.gateway.endpoint;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import samara.gateway.BackendAnswer;
import samara.gateway.Backends.HttpCall;
import samara.gateway.Headers;

/// Calls the HTTP endpoints of integrations. Redirections are the client's to follow.
public final class HttpEndpoints {
    private HttpEndpoints() {}

    /// Made at the first HTTP integration: most stages have none.
    private static final class Http {
        static final HttpClient CLIENT = HttpClient.newBuilder()
                // Else it would ask each plain endpoint to upgrade, which API Gateway does not.
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /// Calls one, and waits for its answer for as long as the call says.
    ///
    /// @throws IllegalArgumentException where it goes through a VPC link: where that leads, [Way] must say
    public static BackendAnswer fetch(HttpCall call) {
        if (call.reach().vpcLink().isPresent()) {
            throw new IllegalArgumentException("A VPC link leads where its owner says.");
        }
        try {
            if (call.reach().insecureSkipVerification()) {
                return fetch(call, Way.to(URI.create(call.url())).withoutAuthorities());
            }
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(call.url()))
                    .timeout(Duration.ofMillis(call.timeoutMillis()))
                    .method(
                            call.method(),
                            call.body().length == 0
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofByteArray(call.body()));
            call.headers().forEach(request::header);
            HttpResponse<byte[]> response = Http.CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            Headers headers = new Headers();
            response.headers().map().forEach((name, values) -> {
                if (!name.startsWith(":")) {
                    values.forEach(value -> headers.add(name, value));
                }
            });
            return new BackendAnswer.Answered(response.statusCode(), headers, response.body());
        } catch (HttpTimeoutException e) {
            return new BackendAnswer.TimedOut();
        } catch (IOException | IllegalArgumentException e) {
            return new BackendAnswer.Unreachable("Invalid endpoint address: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new BackendAnswer.Unreachable("The gateway is shutting down.");
        }
    }

    /// Calls one by a way of its own. The URL says what is asked for, and `Host`; the way where it is sent.
    public static BackendAnswer fetch(HttpCall call, Way way) {
        try (DirectCall direct = DirectCall.open(way, call.timeoutMillis())) {
            DirectCall.Answer answer = direct.send(call);
            try (InputStream body = answer.body()) {
                return new BackendAnswer.Answered(
                        answer.status(), answer.headers(), body.readNBytes(DirectCall.BODY_LIMIT_BYTES));
            }
        } catch (java.net.SocketTimeoutException e) {
            return new BackendAnswer.TimedOut();
        } catch (SSLException e) {
            return new BackendAnswer.Unreachable("TLS with the endpoint at " + way + " failed: " + e.getMessage());
        } catch (IOException | IllegalArgumentException e) {
            return new BackendAnswer.Unreachable("The endpoint at " + way + " can't be called: " + e.getMessage());
        }
    }
}
