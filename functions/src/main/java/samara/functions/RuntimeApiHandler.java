package samara.functions;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// One connection of a runtime.
final class RuntimeApiHandler extends SimpleChannelInboundHandler<HttpObject> {
    private static final String RUNTIME = "/2018-06-01/runtime/";
    private static final String INVOCATION = RUNTIME + "invocation/";

    private final RuntimeApi.Listener listener;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(1024);
    private long size;
    private boolean keepAlive;
    private @Nullable HttpRequest request;

    RuntimeApiHandler(RuntimeApi.Listener listener) {
        this.listener = listener;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
        if (message instanceof HttpRequest started) {
            request = started;
            body.reset();
            size = 0;
            keepAlive = HttpUtil.isKeepAlive(started);
            if (HttpUtil.is100ContinueExpected(started)) {
                context.writeAndFlush(response(HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
            }
        }
        if (message instanceof HttpContent content) {
            keep(content.content());
            HttpRequest complete = request;
            if (message instanceof LastHttpContent && complete != null) {
                request = null;
                answer(context, complete);
            }
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

    private void answer(ChannelHandlerContext context, HttpRequest asked) {
        String path = asked.uri();
        if (asked.method().equals(HttpMethod.GET) && path.equals(INVOCATION + "next")) {
            listener.next((invocation, deadline) -> write(context, event(invocation, deadline)));
        } else if (asked.method().equals(HttpMethod.POST) && path.equals(RUNTIME + "init/error")) {
            listener.initError(body.toByteArray());
            accept(context);
        } else if (asked.method().equals(HttpMethod.POST) && path.startsWith(INVOCATION)) {
            outcome(context, asked, path.substring(INVOCATION.length()));
        } else {
            refuse(
                    context,
                    HttpResponseStatus.NOT_FOUND,
                    "UnknownPath",
                    "Samara's Runtime API has no `" + asked.method() + " " + path + "`.");
        }
    }

    private void outcome(ChannelHandlerContext context, HttpRequest asked, String idAndKind) {
        int slash = idAndKind.indexOf('/');
        String id = slash < 0 ? idAndKind : idAndKind.substring(0, slash);
        String kind = slash < 0 ? "" : idAndKind.substring(slash + 1);
        if (!listener.isCurrent(id)) {
            refuse(context, HttpResponseStatus.BAD_REQUEST, "InvalidRequestID", "There is no event `" + id + "`.");
        } else if (asked.headers().contains("Lambda-Runtime-Function-Response-Mode", "streaming", true)) {
            refuse(
                    context,
                    HttpResponseStatus.NOT_IMPLEMENTED,
                    "NotImplemented",
                    "Response streaming is not built in Samara yet.");
        } else if (kind.equals("response") && size > Invocation.MAX_PAYLOAD_BYTES) {
            listener.tooLarge(id, size);
            refuse(
                    context,
                    HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
                    "RequestEntityTooLarge",
                    "Exceeded maximum " + "allowed payload size (" + Invocation.MAX_PAYLOAD_BYTES + " bytes).");
        } else if (kind.equals("response")) {
            listener.response(id, body.toByteArray());
            accept(context);
        } else if (kind.equals("error")) {
            listener.error(id, body.toByteArray());
            accept(context);
        } else {
            refuse(context, HttpResponseStatus.NOT_FOUND, "UnknownPath", "An event has `response` and `error` only.");
        }
    }

    private static DefaultFullHttpResponse event(Invocation invocation, long deadline) {
        var event = response(HttpResponseStatus.OK, Unpooled.wrappedBuffer(invocation.payload()));
        var headers = event.headers();
        headers.set(HttpHeaderNames.CONTENT_TYPE, "application/json");
        headers.set("Lambda-Runtime-Aws-Request-Id", invocation.requestId());
        headers.set("Lambda-Runtime-Deadline-Ms", Long.toString(deadline));
        headers.set("Lambda-Runtime-Invoked-Function-Arn", invocation.arn());
        invocation.traceId().ifPresent(id -> headers.set("Lambda-Runtime-Trace-Id", id));
        invocation.clientContext().ifPresent(client -> headers.set("Lambda-Runtime-Client-Context", client));
        invocation.cognitoIdentity().ifPresent(identity -> headers.set("Lambda-Runtime-Cognito-Identity", identity));
        invocation.tenantId().ifPresent(tenant -> headers.set("Lambda-Runtime-Aws-Tenant-Id", tenant));
        return event;
    }

    private void accept(ChannelHandlerContext context) {
        send(context, HttpResponseStatus.ACCEPTED, "{\"status\":\"OK\"}");
    }

    private void refuse(ChannelHandlerContext context, HttpResponseStatus status, String type, String message) {
        send(context, status, new String(new ErrorDocument(type, message).json(), StandardCharsets.UTF_8));
    }

    private void send(ChannelHandlerContext context, HttpResponseStatus status, String json) {
        var answer = response(status, Unpooled.copiedBuffer(json, StandardCharsets.UTF_8));
        answer.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/json");
        write(context, answer);
    }

    private void write(ChannelHandlerContext context, DefaultFullHttpResponse answer) {
        var written = context.writeAndFlush(answer);
        if (!keepAlive) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    private static DefaultFullHttpResponse response(HttpResponseStatus status, ByteBuf content) {
        var answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, content);
        if (status.code() >= 200) {
            answer.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, content.readableBytes());
        }
        return answer;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // The runtime died or sent what is no HTTP; the end of its process tells what became of it.
        context.close();
    }
}
