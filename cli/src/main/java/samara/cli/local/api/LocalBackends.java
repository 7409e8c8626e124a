package samara.cli.local.api;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import samara.cli.command.UserException;
import samara.cli.local.LocalEvent;
import samara.cli.local.ServedFunctions;
import samara.cli.terminal.Terminal;
import samara.functions.InvocationResult;
import samara.gateway.BackendAnswer;
import samara.gateway.Backends;
import samara.gateway.Headers;

/// What APIs on this machine reach: the template's functions, and HTTP endpoints.
final class LocalBackends implements Backends {
    private final ServedFunctions functions;
    private final Map<String, String> keys;
    private final Terminal terminal;

    /// @param keys ids of API keys by their values
    LocalBackends(ServedFunctions functions, Map<String, String> keys, Terminal terminal) {
        this.functions = functions;
        this.keys = Map.copyOf(keys);
        this.terminal = terminal;
    }

    /// Made at the first HTTP integration: most APIs have none.
    private static final class Http {
        static final HttpClient CLIENT = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(5))
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public BackendAnswer invoke(FunctionCall call) {
        if (!functions.has(call.function())) {
            return new BackendAnswer.Unreachable("`" + call.function() + "` is no function of the template");
        }
        var event = new LocalEvent(
                call.payload(), Optional.empty(), call.traceHeader(), Optional.empty(), Optional.empty());
        if (call.asynchronous()) {
            Thread.ofVirtual().name("event").start(() -> run(call.function(), event));
            return new BackendAnswer.Returned(new byte[0], false);
        }
        return run(call.function(), event);
    }

    private BackendAnswer run(String name, LocalEvent event) {
        try {
            InvocationResult result = functions.invoke(functions.function(name), event);
            return new BackendAnswer.Returned(
                    result.payload(), result.functionError().isPresent());
        } catch (UserException e) {
            terminal.error(e.message());
            return new BackendAnswer.Unreachable(e.message());
        }
    }

    @Override
    public BackendAnswer call(ServiceCall call) {
        throw new IllegalStateException("An integration with an AWS service was not refused at the start.");
    }

    @Override
    public BackendAnswer fetch(HttpCall call) {
        if (call.vpcLink().isPresent() || call.insecureSkipVerification()) {
            return new BackendAnswer.Unreachable("VPC links and `insecureSkipVerification` are not built yet.");
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

    @Override
    public Access authorize(AccessQuery query) {
        throw new IllegalStateException("A method with IAM or a resource policy was not refused at the start.");
    }

    @Override
    public KeyVerdict admit(KeyQuery query) {
        return query.key()
                .filter(keys::containsKey)
                .<KeyVerdict>map(key -> new KeyVerdict.Admitted(keys.getOrDefault(key, ""), key))
                .orElseGet(KeyVerdict.Unknown::new);
    }

    @Override
    public void served(ServedRequest request) {
        if (request.failed()) {
            request.log().forEach(terminal::note);
        }
    }
}
