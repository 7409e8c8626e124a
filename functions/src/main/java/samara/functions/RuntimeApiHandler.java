package samara.functions;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import samara.functions.extension.ApiRequest;

/// One connection of a runtime or an extension.
final class RuntimeApiHandler extends SimpleChannelInboundHandler<HttpObject> {
    private static final String RUNTIME = "/2018-06-01/runtime/";
    private static final String INVOCATION = RUNTIME + "invocation/";
    private static final String ERROR_TYPE = "Lambda-Runtime-Function-Error-Type";

    private final RuntimeApi.Listener listener;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(1024);
    private long size;
    private @Nullable HttpRequest request;
    private @Nullable ApiReplies replies;
    /// The event whose answer is being streamed.
    private @Nullable String streaming;
    /// Whether a runtime waits on this connection: it is told that its last answer was taken with the next event.
    private boolean waiting;

    RuntimeApiHandler(RuntimeApi.Listener listener) {
        this.listener = listener;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
        if (message instanceof HttpRequest started) {
            begin(context, started);
        }
        ApiReplies answers = replies;
        if (message instanceof HttpContent content && request != null && answers != null) {
            if (streaming != null) {
                stream(context, content, streaming, answers);
            } else {
                keep(content.content());
                if (message instanceof LastHttpContent) {
                    answer(request, answers);
                    request = null;
                }
            }
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (!waiting) {
            context.flush();
        }
    }

    private void begin(ChannelHandlerContext context, HttpRequest started) {
        waiting = false;
        request = started;
        body.reset();
        size = 0;
        var answers = new ApiReplies(context, HttpUtil.isKeepAlive(started));
        replies = answers;
        if (HttpUtil.is100ContinueExpected(started)) {
            answers.goOn();
        }
        String id = idOf(started.uri(), "/response");
        boolean streams = started.method().equals(HttpMethod.POST)
                && started.headers().contains("Lambda-Runtime-Function-Response-Mode", "streaming", true);
        if (streams && id != null && listener.isCurrent(id)) {
            streaming = id;
            String type = started.headers().get("Content-Type");
            listener.streamBegins(id, type == null ? "application/octet-stream" : type);
        }
    }

    private static @Nullable String idOf(String uri, String ending) {
        return uri.startsWith(INVOCATION)
                        && uri.endsWith(ending)
                        && uri.length() > INVOCATION.length() + ending.length()
                ? uri.substring(INVOCATION.length(), uri.length() - ending.length())
                : null;
    }

    private void stream(ChannelHandlerContext context, HttpContent content, String id, ApiReplies answers) {
        if (content.content().isReadable()) {
            byte[] part = ByteBufUtil.getBytes(content.content());
            var settings = context.channel().config();
            Runnable goOn = () -> settings.setAutoRead(true);
            if (!listener.streamed(id, part, goOn)) {
                settings.setAutoRead(false);
            }
        }
        if (content instanceof LastHttpContent last) {
            streaming = null;
            request = null;
            HttpHeaders trailers = last.trailingHeaders();
            String type = trailers.get(ERROR_TYPE);
            if (type == null) {
                listener.streamEnds(id);
            } else {
                listener.error(
                        id, new RuntimeFailure(trailerBody(trailers, type), Optional.of(type), Optional.empty()));
            }
            answers.accept();
        }
    }

    private static byte[] trailerBody(HttpHeaders trailers, String type) {
        String encoded = trailers.get("Lambda-Runtime-Function-Error-Body", "");
        try {
            byte[] decoded = Base64.getDecoder().decode(encoded);
            return decoded.length > 0 ? decoded : new ErrorDocument(type, "").json();
        } catch (IllegalArgumentException e) {
            return new ErrorDocument(type, encoded).json(); // as it is: it isn't Base64
        }
    }

    /// Keeps a part of the body, but for what is over the limit: that is only counted.
    private void keep(ByteBuf part) {
        size += part.readableBytes();
        if (size > Invocation.MAX_PAYLOAD_BYTES) {
            body.reset();
            return;
        }
        try {
            part.readBytes(body, part.readableBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(HttpRequest asked, ApiReplies answers) {
        String path = asked.uri();
        boolean post = asked.method().equals(HttpMethod.POST);
        if (asked.method().equals(HttpMethod.GET) && path.equals(INVOCATION + "next")) {
            waiting = true;
            listener.next(answers::event);
        } else if (post && path.equals(RUNTIME + "init/error")) {
            listener.initError(failure(asked));
            answers.accept();
        } else if (post && path.startsWith(INVOCATION)) {
            outcome(asked, path.substring(INVOCATION.length()), answers);
        } else {
            var request2 = new ApiRequest(
                    asked.method().name(),
                    path,
                    name -> Optional.ofNullable(asked.headers().get(name)),
                    body.toByteArray());
            if (!listener.other(request2, answers)) {
                answers.refuse(
                        404, "UnknownPath", "Samara's Runtime API has no `" + asked.method() + " " + path + "`.");
            }
        }
    }

    private RuntimeFailure failure(HttpRequest asked) {
        return new RuntimeFailure(
                body.toByteArray(),
                Optional.ofNullable(asked.headers().get(ERROR_TYPE)),
                Optional.ofNullable(asked.headers().get("Lambda-Runtime-Function-XRay-Error-Cause")));
    }

    private void outcome(HttpRequest asked, String idAndKind, ApiReplies answers) {
        int slash = idAndKind.indexOf('/');
        String id = slash < 0 ? idAndKind : idAndKind.substring(0, slash);
        String kind = slash < 0 ? "" : idAndKind.substring(slash + 1);
        if (!listener.isCurrent(id)) {
            answers.refuse(400, "InvalidRequestID", "There is no event `" + id + "`.");
        } else if (kind.equals("response") && size > Invocation.MAX_PAYLOAD_BYTES) {
            listener.tooLarge(id, size);
            answers.refuse(
                    413,
                    "RequestEntityTooLarge",
                    "Exceeded maximum allowed payload size (" + Invocation.MAX_PAYLOAD_BYTES + " bytes).");
        } else if (kind.equals("response")) {
            listener.response(id, body.toByteArray());
            answers.accept();
        } else if (kind.equals("error")) {
            listener.error(id, failure(asked));
            answers.accept();
        } else {
            answers.refuse(404, "UnknownPath", "An event has `response` and `error` only.");
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        String cut = streaming;
        if (cut != null) {
            streaming = null;
            listener.error(
                    cut,
                    RuntimeFailure.of(new ErrorDocument(
                            "Runtime.TruncatedResponse", "The runtime ended its connection within its answer.")));
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // The runtime died or sent what is no HTTP; the end of its process tells what became of it.
        context.close();
    }
}
