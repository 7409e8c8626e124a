package samara.cloud.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import samara.cloud.kernel.Headers;
import samara.cloud.kernel.HttpRequest;
import samara.cloud.kernel.HttpResponse;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Site;
import samara.functions.Invocation;
import samara.functions.InvocationResult;
import samara.gateway.json.Json;
import samara.wire.AwsException;

/// Functions' URLs on the cloud's one port: by host, `{id}.lambda-url.{region}.localhost` or AWS's own name of it
/// (which
/// ends with `on.aws`), and by path, `/_aws/lambda-url/{id}/…`, for clients that do not resolve such names.
final class UrlSite implements Site {
    static final String PATH_PREFIX = "/_aws/lambda-url/";
    private static final Pattern HOST =
            Pattern.compile("([a-z0-9]{1,40})\\.lambda-url\\.[a-z0-9-]+\\.(?:localhost|on\\.aws)");

    private final Kernel kernel;
    private final Urls urls;
    private final Functions functions;
    private final FunctionRunner runner;
    private final UrlCaller caller;

    UrlSite(Kernel kernel, Urls urls, Functions functions, FunctionRunner runner) {
        this.kernel = kernel;
        this.urls = urls;
        this.functions = functions;
        this.runner = runner;
        this.caller = new UrlCaller(kernel, functions);
    }

    /// Where a request goes: the URL's id and the path below it.
    private record Target(String id, String path) {
        static Optional<Target> of(HttpRequest request) {
            String path = request.rawPath();
            if (path.startsWith(PATH_PREFIX)) {
                String rest = path.substring(PATH_PREFIX.length());
                int slash = rest.indexOf('/');
                return Optional.of(
                        slash < 0
                                ? new Target(rest, "/")
                                : new Target(rest.substring(0, slash), rest.substring(slash)));
            }
            Matcher host = HOST.matcher(request.host());
            return host.matches() ? Optional.of(new Target(host.group(1), path)) : Optional.empty();
        }
    }

    @Override
    public boolean claims(HttpRequest request) {
        return request.rawPath().startsWith(PATH_PREFIX)
                || request.host().contains(".lambda-url.")
                        && HOST.matcher(request.host()).matches();
    }

    /// A URL has CORS settings of its own.
    @Override
    public boolean isForAllPages() {
        return true;
    }

    @Override
    public boolean isFor(String host) {
        return HOST.matcher(host).matches();
    }

    @Override
    public HttpResponse serve(HttpRequest request) {
        Optional<Target> target = Target.of(request);
        Optional<StoredUrl> url = target.map(Target::id).flatMap(urls::withId);
        if (target.isEmpty() || url.isEmpty()) {
            return refused("Forbidden", "There is no function URL of this id.");
        }
        Optional<HttpResponse> preflight = UrlCors.preflight(url.get(), request);
        if (preflight.isPresent()) {
            return preflight.get();
        }
        HttpResponse answer;
        try {
            answer = invoke(
                    url.get(), caller.admit(url.get(), request), target.get().path());
        } catch (UrlCaller.RefusedException e) {
            answer = refused(
                    "Forbidden. For troubleshooting Function URL authorization issues, see: "
                            + "https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html",
                    String.valueOf(e.getMessage()));
        }
        return new HttpResponse(answer.status(), UrlCors.on(url.get(), request, answer.headers()), answer.content());
    }

    private HttpResponse invoke(StoredUrl url, UrlCaller.Admitted admitted, String path) {
        long start = System.nanoTime();
        byte[] body = body(admitted.request());
        if (body.length > Invocation.MAX_PAYLOAD_BYTES) {
            return message(413, "Request Entity Too Large", Optional.empty());
        }
        String trace = trace(admitted.request());
        byte[] event = new UrlEvent(kernel, url, admitted, path).json(body, trace);
        if (event.length > Invocation.MAX_PAYLOAD_BYTES) {
            return message(413, "Request Entity Too Large", Optional.empty());
        }
        try {
            String requestId = admitted.request().requestId();
            HttpResponse answer = answer(url, event, trace, requestId);
            caller.record(admitted.call(), admitted.checks(), start, Optional.empty());
            return new HttpResponse(
                    answer.status(),
                    answer.headers().with("x-amzn-requestid", requestId).with("x-amzn-trace-id", trace),
                    answer.content());
        } catch (AwsException e) {
            caller.record(admitted.call(), admitted.checks(), start, Optional.of(e.code()));
            return message(e.status() == 429 ? 429 : 502, e.message(), Optional.of(e.code()));
        }
    }

    private HttpResponse answer(StoredUrl url, byte[] event, String trace, String requestId) {
        StoredFunction function = functions.route(url.scope(), url.name());
        var invocation = new Invocation(
                event, requestId, url.arn(), Optional.of(trace), Optional.empty(), Optional.empty(), Optional.empty());
        if (url.streams()) {
            return streamed(url, function, invocation);
        }
        InvocationResult result = runner.invoke(function, reserved(url), invocation, url.scope());
        Optional<HttpResponse> answer =
                result.functionError().isPresent() ? Optional.empty() : UrlAnswer.of(result.payload());
        return answer.orElseGet(UrlSite::badGateway);
    }

    private HttpResponse streamed(StoredUrl url, StoredFunction function, Invocation invocation) {
        var running = StreamedInvocation.start(
                work -> kernel.scheduler().start("samara-streamed-url", work),
                stream -> runner.stream(function, reserved(url), invocation, url.scope(), stream),
                part -> part,
                result -> new byte[0]);
        return running.beginning().failed() ? badGateway() : UrlStream.of(running);
    }

    private Optional<Integer> reserved(StoredUrl url) {
        return functions.facts(url.scope(), url.function()).reserved();
    }

    private static HttpResponse badGateway() {
        return HttpResponse.of(502, "application/json", "Internal Server Error");
    }

    private String trace(HttpRequest request) {
        return request.headers()
                .first("X-Amzn-Trace-Id")
                .orElseGet(() -> "Root=1-"
                        + Long.toHexString(kernel.clock().now().getEpochSecond()) + "-"
                        + kernel.ids().hex(24));
    }

    /// A byte more than is allowed at most, which tells that it is too long.
    private static byte[] body(HttpRequest request) {
        try {
            return request.body().readNBytes(Invocation.MAX_PAYLOAD_BYTES + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What AWS says, with the reason in a header of our own: a client that looks for help finds it there.
    private static HttpResponse refused(String message, String reason) {
        HttpResponse answer = message(403, message, Optional.of("AccessDeniedException"));
        return new HttpResponse(
                answer.status(),
                answer.headers().with("x-samara-reason", reason.replaceAll("[^\\x20-\\x7e]", "?")),
                answer.content());
    }

    private static HttpResponse message(int status, String message, Optional<String> errorType) {
        Headers headers = Headers.of("content-type", "application/json");
        if (errorType.isPresent()) {
            headers = headers.with("x-amzn-ErrorType", errorType.get());
        }
        return HttpResponse.of(status, headers, Json.write(java.util.Map.of("Message", message)));
    }
}
