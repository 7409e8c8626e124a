package samara.cli.local.server;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import samara.cli.command.UserException;
import samara.cli.local.LocalEvent;
import samara.cli.local.LocalFunction;
import samara.cli.local.ServedFunctions;
import samara.cli.terminal.Terminal;
import samara.cloud.kernel.Headers;
import samara.cloud.kernel.HttpRequest;
import samara.cloud.kernel.HttpResponse;
import samara.functions.Invocation;
import samara.functions.InvocationResult;
import samara.template.JsonWriter;
import tools.jackson.core.JacksonException;

/// Answers requests of Lambda's API: [Invoke](https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html). Where one
/// function is served, it goes by the name `function`, too, as in the
/// [emulator](https://docs.aws.amazon.com/lambda/latest/dg/images-test.html) that AWS's base images bring.
final class InvokeApi {
    private static final Pattern INVOKE = Pattern.compile("/2015-03-31/functions/([^/]+|.+/[^/]+)/invocations/?");
    private static final Pattern INVOKE_ASYNC = Pattern.compile("/2014-11-13/functions/([^/]+)/invoke-async/?");
    private static final Pattern STREAMING =
            Pattern.compile("/2021-11-15/functions/([^/]+)/response-streaming-invocations/?");
    /// The largest event that is delivered asynchronously.
    private static final int MAX_ASYNC_BYTES = 1_048_576;

    private static final long MAX_SKIPPED_BYTES = 64L * 1024 * 1024;

    /// What the runtime interface emulator calls its only function.
    private static final String EMULATED = "function";

    private static final String ASK = "{\"status\": \"ok\"}";

    private final ServedFunctions functions;
    private final Terminal terminal;

    InvokeApi(ServedFunctions functions, Terminal terminal) {
        this.functions = functions;
        this.terminal = terminal;
    }

    /// The answer to a request.
    HttpResponse answer(HttpRequest request) {
        try {
            String path = request.rawPath();
            if (path.equals("/") && request.method().equals("GET")) {
                return HttpResponse.of(200, "application/json", ASK);
            }
            Matcher invoke = INVOKE.matcher(path);
            if (invoke.matches()) {
                return post(request).orElseGet(() -> invoke(request, meant(decoded(invoke.group(1)))));
            }
            Matcher async = INVOKE_ASYNC.matcher(path);
            if (async.matches()) {
                return post(request).orElseGet(() -> deliver(request, decoded(async.group(1))));
            }
            if (STREAMING.matcher(path).matches()) {
                return error(
                        501, "NotImplementedException", "Response streaming is not built in `local start-lambda` yet.");
            }
            return error(
                    404,
                    "PathNotFoundLocallyException",
                    "Of Lambda's API `local start-lambda` has Invoke only:"
                            + " POST /2015-03-31/functions/NAME/invocations. For all of it use `samara up`.");
        } catch (UserException e) {
            terminal.error(e.message());
            return error(502, "InvalidRuntimeException", e.message());
        }
    }

    private static Optional<HttpResponse> post(HttpRequest request) {
        return request.method().equals("POST")
                ? Optional.empty()
                : Optional.of(error(405, "MethodNotAllowedLocallyException", "This path takes POST only."));
    }

    private HttpResponse invoke(HttpRequest request, String name) {
        String type = request.headers().first("X-Amz-Invocation-Type").orElse("RequestResponse");
        if (!functions.has(name)) {
            return unknown(name);
        }
        LocalFunction function = functions.function(name);
        return switch (type) {
            case "RequestResponse" -> respond(request, function);
            case "Event" -> later(request, function);
            case "DryRun" -> HttpResponse.of(204, Headers.none(), new byte[0]);
            default ->
                error(
                        400,
                        "InvalidParameterValueException",
                        "The invocation type `" + type + "` is not one of Event, RequestResponse, DryRun.");
        };
    }

    private HttpResponse deliver(HttpRequest request, String name) {
        return functions.has(name) ? later(request, functions.function(name)) : unknown(name);
    }

    private HttpResponse respond(HttpRequest request, LocalFunction function) {
        byte[] payload = payload(request);
        Optional<HttpResponse> refusal = refusal(payload, request, function, Invocation.MAX_PAYLOAD_BYTES);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        InvocationResult result = functions.invoke(function, event(payload, request));
        Headers headers = Headers.of("Content-Type", "application/json")
                .with("X-Amz-Executed-Version", "$LATEST")
                .with("x-amzn-RequestId", request.requestId());
        if (result.functionError().isPresent()) {
            headers =
                    headers.with("X-Amz-Function-Error", result.functionError().get());
        }
        if (request.headers().first("X-Amz-Log-Type").filter("Tail"::equals).isPresent()) {
            headers = headers.with("X-Amz-Log-Result", Base64.getEncoder().encodeToString(result.logTail()));
        }
        return HttpResponse.of(200, headers, result.payload());
    }

    private HttpResponse later(HttpRequest request, LocalFunction function) {
        byte[] payload = payload(request);
        Optional<HttpResponse> refusal = refusal(payload, request, function, MAX_ASYNC_BYTES);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        LocalEvent event = event(payload, request);
        Thread.ofVirtual().name("event").start(() -> {
            try {
                functions.invoke(function, event);
            } catch (UserException e) {
                terminal.error(e.message());
            }
        });
        return HttpResponse.of(202, Headers.of("x-amzn-RequestId", request.requestId()), new byte[0]);
    }

    private static byte[] payload(HttpRequest request) {
        try {
            byte[] body = request.body().readNBytes(Invocation.MAX_PAYLOAD_BYTES + 1);
            if (body.length > Invocation.MAX_PAYLOAD_BYTES) {
                // A client that is still sending doesn't see an answer: the rest is read, within bounds, and dropped.
                var _ = request.body().skip(MAX_SKIPPED_BYTES);
            }
            return body.length == 0 ? LocalEvent.EMPTY : body;
        } catch (IOException e) {
            throw new UserException("The body of a request ended early: " + e.getMessage());
        }
    }

    private static Optional<HttpResponse> refusal(
            byte[] payload, HttpRequest request, LocalFunction function, int most) {
        if (payload.length > most) {
            return Optional.of(error(
                    413,
                    "RequestTooLargeException",
                    "Request must be smaller than " + most + " bytes for the InvokeFunction operation"));
        }
        boolean tenant = request.headers().first("X-Amz-Tenant-Id").isPresent();
        if (tenant != function.hasTenants()) {
            return Optional.of(error(
                    400,
                    "InvalidParameterValueException",
                    function.hasTenants()
                            ? "The function has a tenancy configuration: the request needs a tenant id."
                            : "The function has no tenancy configuration: the request must not name a tenant."));
        }
        if (request.headers().first("X-Amz-Durable-Execution-Name").isPresent()) {
            return Optional.of(error(501, "NotImplementedException", "Durable functions are not built in Samara yet."));
        }
        try {
            LocalEvent.checkJson(payload);
            return Optional.empty();
        } catch (JacksonException e) {
            return Optional.of(error(
                    400,
                    "InvalidRequestContentException",
                    "Could not parse request body into json: " + e.getOriginalMessage()));
        }
    }

    private static LocalEvent event(byte[] payload, HttpRequest request) {
        return new LocalEvent(
                payload,
                Optional.of(request.requestId()),
                request.headers().first("X-Amzn-Trace-Id"),
                request.headers().first("X-Amz-Client-Context").map(InvokeApi::context),
                request.headers().first("X-Amz-Tenant-Id"));
    }

    private static String context(String text) {
        try {
            return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8).replaceAll("[\\r\\n]", " ");
        } catch (IllegalArgumentException e) {
            throw new UserException("The client context of a request is no Base64.");
        }
    }

    private HttpResponse unknown(String name) {
        String bare = name.startsWith("arn:") ? name.replaceFirst("^(?:[^:]*:){6}", "") : name;
        return error(
                404,
                "ResourceNotFoundException",
                "Function not found: arn:aws:lambda:us-east-1:123456789012:function:" + bare + ". There are: "
                        + String.join(", ", functions.paths()));
    }

    private String meant(String name) {
        List<String> served = functions.paths();
        return name.equals(EMULATED) && !functions.has(name) && served.size() == 1 ? served.getFirst() : name;
    }

    private static String decoded(String name) {
        return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static HttpResponse error(int status, String code, String message) {
        String body = "{\"Type\": " + JsonWriter.quoted(status < 500 ? "User" : "Server") + ", \"Message\": "
                + JsonWriter.quoted(message) + "}";
        return HttpResponse.of(
                status,
                Headers.of("Content-Type", "application/json").with("x-amzn-errortype", code),
                body.getBytes(StandardCharsets.UTF_8));
    }
}
