package samara.gateway;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import samara.gateway.Backends.HttpCall;

/// Calls the HTTP endpoints of integrations, for those who implement [Backends]. Redirections are the client's to
/// follow.
public final class HttpEndpoints {
    private HttpEndpoints() {}

    /// Made at the first HTTP integration: most stages have none.
    private static final class Http {
        static final HttpClient CLIENT = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(5))
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /// Calls one, and waits for its answer for as long as the call says.
    public static BackendAnswer fetch(HttpCall call) {
        if (call.vpcLink().isPresent()) {
            return new BackendAnswer.Unreachable("VPC links are not built yet.");
        }
        if (call.insecureSkipVerification()) {
            return new BackendAnswer.Unreachable("`insecureSkipVerification` is not built yet.");
        }
        try {
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
}
