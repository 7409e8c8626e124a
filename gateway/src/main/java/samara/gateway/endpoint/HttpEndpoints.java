package samara.gateway.endpoint;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import samara.gateway.BackendAnswer;
import samara.gateway.BackendStream;
import samara.gateway.Backends.HttpCall;
import samara.gateway.Headers;

/// Calls the HTTP endpoints of integrations. Redirections are the client's to follow.
public final class HttpEndpoints {
    /// A byte more than an API's answer may have, so that the gateway can refuse what is longer.
    private static final int BODY_LIMIT_BYTES = 10 * 1024 * 1024 + 1;

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
        return whole(open(call));
    }

    /// Calls one by a way of its own. The URL says what is asked for, and `Host`; the way where it is sent.
    public static BackendAnswer fetch(HttpCall call, Way way) {
        return whole(open(call, way));
    }

    private static BackendAnswer whole(BackendStream stream) {
        return switch (stream) {
            case BackendStream.Ended(BackendAnswer answer) -> answer;
            case BackendStream.Open(int status, Headers headers, InputStream body) -> {
                try (body) {
                    yield new BackendAnswer.Answered(status, headers, body.readNBytes(BODY_LIMIT_BYTES));
                } catch (SocketTimeoutException e) {
                    yield new BackendAnswer.TimedOut();
                } catch (IOException e) {
                    yield new BackendAnswer.Unreachable("The endpoint's answer can't be read: " + e.getMessage());
                }
            }
        };
    }

    /// Calls one, and gives its answer when it begins.
    ///
    /// @throws IllegalArgumentException where it goes through a VPC link: where that leads, [Way] must say
    public static BackendStream open(HttpCall call) {
        if (call.reach().vpcLink().isPresent()) {
            throw new IllegalArgumentException("A VPC link leads where its owner says.");
        }
        try {
            if (call.reach().insecureSkipVerification()) {
                return open(call, Way.to(URI.create(call.url())).withoutAuthorities());
            }
            HttpResponse<InputStream> response =
                    Http.CLIENT.send(request(call), HttpResponse.BodyHandlers.ofInputStream());
            Headers headers = new Headers();
            response.headers().map().forEach((name, values) -> {
                if (!name.startsWith(":")) {
                    values.forEach(value -> headers.add(name, value));
                }
            });
            return new BackendStream.Open(response.statusCode(), headers, response.body());
        } catch (HttpTimeoutException e) {
            return new BackendStream.Ended(new BackendAnswer.TimedOut());
        } catch (IOException | IllegalArgumentException e) {
            return unreachable("Invalid endpoint address: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unreachable("The gateway is shutting down.");
        }
    }

    private static HttpRequest request(HttpCall call) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(call.url()))
                .timeout(Duration.ofMillis(call.timeoutMillis()))
                .method(
                        call.method(),
                        call.body().length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(call.body()));
        call.headers().forEach(request::header);
        return request.build();
    }

    /// Calls one by a way of its own, and gives its answer when it begins.
    public static BackendStream open(HttpCall call, Way way) {
        try {
            DirectCall direct = DirectCall.open(way, call.timeoutMillis());
            DirectCall.Answer answer = direct.send(call);
            return new BackendStream.Open(answer.status(), answer.headers(), answer.body());
        } catch (SocketTimeoutException e) {
            return new BackendStream.Ended(new BackendAnswer.TimedOut());
        } catch (SSLException e) {
            return unreachable("TLS with the endpoint at " + way + " failed: " + e.getMessage());
        } catch (IOException | IllegalArgumentException e) {
            return unreachable("The endpoint at " + way + " can't be called: " + e.getMessage());
        }
    }

    private static BackendStream unreachable(String reason) {
        return new BackendStream.Ended(new BackendAnswer.Unreachable(reason));
    }
}
