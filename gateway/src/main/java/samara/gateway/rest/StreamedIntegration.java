package samara.gateway.rest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import samara.gateway.ApiResponse;
import samara.gateway.BackendAnswer;
import samara.gateway.BackendStream;
import samara.gateway.Backends;
import samara.gateway.Headers;
import samara.gateway.api.Integration;

/// Proxy integrations whose answers are passed on while the backend writes them (`responseTransferMode` `STREAM`).
///
/// A function writes the head of its answer first, JSON with `statusCode`, `headers`, `multiValueHeaders` and
/// `cookies`,
/// then eight NULs, then the body.
///
/// @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode.html">response
///     streaming</a>
final class StreamedIntegration {
    private static final int DELIMITER_NULS = 8;

    /// How far into what a function writes the delimiter may end, in bytes.
    private static final int HEAD_LIMIT_BYTES = 16 * 1024;

    private final Backends backends;

    StreamedIntegration(Backends backends) {
        this.backends = backends;
    }

    ApiResponse function(Exchange x, String function) {
        Integration integration = x.method().integration();
        byte[] event = ProxyEvent.of(x);
        Backends.FunctionCall call = new Backends.FunctionCall(
                function, event, false, x.credentials(integration), x.sourceArn(), Optional.of(x.id.traceHeader()));
        BackendStream.Open open = open(x, () -> backends.invokeStreaming(call));
        try {
            InputStream body = TimedReads.of(open.body(), x);
            byte[] head = head(body);
            x.logAt(() -> "Endpoint response metadata: " + new String(head, StandardCharsets.UTF_8));
            ApiResponse answer = ProxyResponse.head(head);
            x.phases.functionStatus(answer.status());
            answer.headers().set("X-Amzn-Trace-Id", x.id.traceHeader());
            return new ApiResponse(answer.status(), answer.headers(), answer.body(), Optional.of(body));
        } catch (GatewayFault fault) {
            open.close();
            throw fault;
        }
    }

    ApiResponse http(Exchange x, String url) {
        Backends.HttpCall call = ProxyIntegration.call(x, url);
        BackendStream.Open open = open(x, () -> backends.fetchStreaming(call));
        Headers back = ProxyIntegration.back(open.headers());
        return new ApiResponse(open.status(), back, new byte[0], Optional.of(TimedReads.of(open.body(), x)));
    }

    private static BackendStream.Open open(Exchange x, Supplier<BackendStream> call) {
        int millis = x.method().integration().timeoutInMillis();
        return switch (x.phases.streamed(() -> begun(millis, call))) {
            case BackendStream.Open open -> open;
            case BackendStream.Ended(BackendAnswer answer) -> {
                if (answer instanceof BackendAnswer.Returned(byte[] payload, boolean _)) {
                    throw GatewayFault.internal(
                            FaultType.MALFORMED_PROXY_RESPONSE,
                            "Lambda execution failed with status 200 due to customer function error: "
                                    + Faults.errorMessage(payload).orElse("no message"));
                }
                throw Faults.fault(answer);
            }
        };
    }

    /// Waits for the beginning. One that comes too late is closed.
    private static BackendStream begun(int millis, Supplier<BackendStream> call) {
        var begun = new CompletableFuture<BackendStream>();
        Thread.ofVirtual().name("integration").start(() -> {
            try {
                begun.complete(call.get());
            } finally {
                begun.completeExceptionally(new IllegalStateException("The backend's call ended in an error."));
            }
        });
        try {
            return begun.get(millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            begun.thenAccept(BackendStream::close);
            return new BackendStream.Ended(new BackendAnswer.TimedOut());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new BackendStream.Ended(new BackendAnswer.Unreachable("The gateway is shutting down."));
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static byte[] head(InputStream in) {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int nuls = 0;
        try {
            for (int read = 0; nuls < DELIMITER_NULS; read++) {
                int next = in.read();
                if (next < 0 || read >= HEAD_LIMIT_BYTES) {
                    throw ProxyResponse.malformed(
                            next < 0
                                    ? "it ended before the delimiter of eight NULs"
                                    : "its first 16 KB have no delimiter of eight NULs");
                }
                nuls = next == 0 ? nuls + 1 : 0;
                if (next != 0) {
                    head.write(next);
                }
            }
        } catch (TimedReads.LateException e) {
            throw Faults.fault(new BackendAnswer.TimedOut());
        } catch (IOException e) {
            throw GatewayFault.internal(
                    FaultType.MALFORMED_PROXY_RESPONSE,
                    "Lambda execution failed with status 200 due to customer function error: " + e.getMessage());
        }
        return head.toByteArray();
    }
}
