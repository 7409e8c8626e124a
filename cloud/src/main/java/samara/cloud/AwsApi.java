package samara.cloud;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import samara.cloud.edge.sigv4.AuthenticationException;
import samara.cloud.edge.sigv4.SignatureVerifier;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Headers;
import samara.cloud.kernel.HttpRequest;
import samara.cloud.kernel.HttpResponse;
import samara.cloud.kernel.HttpResponse.Content;
import samara.cloud.kernel.Principal;
import samara.cloud.kernel.Region;
import samara.cloud.kernel.Scope;
import samara.wire.AwsException;
import samara.wire.Body;
import samara.wire.OperationModel;
import samara.wire.WireHeaders;
import samara.wire.WireRequest;
import samara.wire.WireResponse;
import samara.wire.catalog.Catalog;
import samara.wire.protocol.Codec;
import samara.wire.protocol.Route;
import samara.wire.routing.Router;
import samara.wire.routing.Routing;

/// The AWS API over HTTP: finds the operation that a request means, tells who calls, decodes, calls and encodes.
final class AwsApi implements Function<HttpRequest, HttpResponse> {
    private final Router router = new Router(Catalog.all());
    private final CallPath calls;
    private final SignatureVerifier verifier;
    private final Scope scope;

    /// @param scope of requests that nobody signed
    AwsApi(CallPath calls, SignatureVerifier verifier, Scope scope) {
        this.calls = calls;
        this.verifier = verifier;
        this.scope = scope;
    }

    @Override
    public HttpResponse apply(HttpRequest request) {
        return answer(request, this::caller);
    }

    /// Answers a request that a service of this cloud makes: who calls is known, so nothing is signed.
    HttpResponse answer(HttpRequest request, Call call) {
        return answer(request, (route, unread) -> new Caller(call, unread));
    }

    private HttpResponse answer(HttpRequest request, BiFunction<Route, HttpRequest, Caller> caller) {
        return switch (router.route(wire(request))) {
            case Routing.Found found -> response(answer(found, request, caller));
            case Routing.Lost lost ->
                response(Codec.of(lost.protocol())
                        .error(
                                lost.service()
                                        .or(() -> Catalog.all().service("s3"))
                                        .orElseThrow(),
                                lost.error(),
                                request.requestId()));
        };
    }

    private WireResponse answer(
            Routing.Found found, HttpRequest request, BiFunction<Route, HttpRequest, Caller> callers) {
        Route route = found.route();
        Codec codec =
                Codec.of(route.protocol(), request.headers().first("Accept").orElse(""));
        try {
            // Finding the operation may have read the body.
            HttpRequest unread = request.withBody(open(found.request().body()));
            Caller caller = callers.apply(route, unread);
            calls.checkBuilt(route.operation());
            WireRequest whole = with(found.request(), caller.request);
            Object input = codec.decode(route, whole);
            Object output = invoke(route.operation(), input, caller.call);
            return codec.encode(route.operation(), output, request.requestId());
        } catch (AuthenticationException e) {
            AwsException error = AuthenticationErrors.of(route.service(), route.protocol(), e);
            return codec.error(route.service(), error, request.requestId());
        } catch (AwsException e) {
            return codec.error(route.service(), e, request.requestId());
        }
    }

    /// Who calls, and the request with a body that can be trusted.
    private record Caller(Call call, HttpRequest request) {}

    private Caller caller(Route route, HttpRequest request) {
        boolean mayBeUnsigned =
                route.service().id().equals("s3") || route.operation().http().anonymous();
        if (mayBeUnsigned && !SignatureVerifier.isSigned(request)) {
            return new Caller(call(scope, new Principal.Anonymous(), request), request);
        }
        var verified = verifier.verify(request);
        Region region;
        try {
            region = new Region(verified.region());
        } catch (IllegalArgumentException e) {
            throw new AwsException(
                    "InvalidSignatureException",
                    400,
                    "Credential should be scoped to a valid region, not '" + verified.region() + "'.");
        }
        var identity = verified.identity();
        var itsScope = new Scope(identity.account(), region);
        return new Caller(call(itsScope, identity.principal(), request), verified.request());
    }

    private static Call call(Scope scope, Principal principal, HttpRequest request) {
        return new Call(
                scope,
                principal,
                request.requestId(),
                request.sourceIp(),
                request.headers().first("User-Agent"),
                request.headers().first("X-Amzn-Trace-Id"));
    }

    @SuppressWarnings("unchecked") // the codec made the input by this operation's model
    private <I, O> Object invoke(OperationModel<I, O> operation, Object input, Call call) {
        return (Object) calls.call(operation, (I) input, call);
    }

    private static WireRequest wire(HttpRequest request) {
        var headers = new WireHeaders();
        for (var header : request.headers().all()) {
            headers.add(header.name(), header.value());
        }
        return new WireRequest(
                request.method(),
                request.rawPath(),
                request.rawQuery().orElse(""),
                request.host(),
                headers,
                new Body.Streamed(request.body(), length(request.headers())));
    }

    /// The request to decode, with the body as it was authenticated.
    private static WireRequest with(WireRequest routed, HttpRequest authenticated) {
        return new WireRequest(
                routed.method(),
                routed.rawPath(),
                routed.rawQuery(),
                routed.host(),
                routed.headers(),
                new Body.Streamed(authenticated.body(), length(authenticated.headers())));
    }

    /// How long the body is without the framing of `aws-chunked`, -1 where that is not said.
    private static long length(Headers headers) {
        Optional<String> length =
                headers.first("x-amz-decoded-content-length").or(() -> headers.first("Content-Length"));
        if (length.isPresent()) {
            try {
                return Long.parseLong(length.get());
            } catch (NumberFormatException e) {
                throw new AwsException("InvalidArgument", 400, "The length of the body is not a number.");
            }
        }
        return headers.first("Transfer-Encoding").isPresent() ? -1 : 0;
    }

    private static InputStream open(Body body) {
        try {
            return body.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @param live whether what is there goes out before more is waited for
    private static void copy(InputStream in, OutputStream out, boolean live) throws IOException {
        var buffer = new byte[16_384];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            out.write(buffer, 0, count);
            if (live && in.available() == 0) {
                out.flush();
            }
        }
    }

    private static HttpResponse response(WireResponse answer) {
        List<Headers.Header> headers = new ArrayList<>();
        answer.headers().forEach((name, value) -> headers.add(new Headers.Header(name, value)));
        Content content = switch (answer.body()) {
            case Body.Bytes bytes -> new Content.Bytes(bytes.bytes().toByteArray());
            case Body.OfFile file -> new Content.File(file.path(), file.offset(), file.length());
            case Body.Streamed streamed -> {
                if (streamed.length() >= 0) {
                    headers.add(new Headers.Header("Content-Length", Long.toString(streamed.length())));
                }
                yield new Content.Streamed(out -> {
                    try (InputStream in = streamed.open()) {
                        copy(in, out, streamed.length() < 0);
                    }
                });
            }
        };
        return new HttpResponse(answer.status(), new Headers(headers), content);
    }
}
