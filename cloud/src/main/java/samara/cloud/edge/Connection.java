package samara.cloud.edge;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.System.Logger;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import samara.cloud.kernel.Headers;
import samara.cloud.kernel.HttpRequest;
import samara.cloud.kernel.HttpResponse;
import samara.cloud.kernel.Ids;
import samara.cloud.kernel.Transport;

/// One connection. Everything here but [#handle] runs on the connection's event loop. Messages are asked for one by
/// one: the next request is not looked at before this one was answered, and a body that nobody reads is not received.
final class Connection extends ChannelDuplexHandler {
    private static final Logger LOG = System.getLogger(Connection.class.getName());
    /// The largest object that S3 takes in one request.
    private static final long MAX_BODY = 5L * 1024 * 1024 * 1024;
    /// Bodies up to this are received before the request is handled.
    private static final int SMALL_BODY = 64 * 1024;

    private final Ids ids;
    private final Function<HttpRequest, HttpResponse> front;
    private @Nullable Incoming incoming;
    private @Nullable Transport transport;
    private boolean busy;
    /// Messages that were decoded before they were asked for: one packet may hold several.
    private final ArrayDeque<Object> waiting = new ArrayDeque<>();
    private boolean asked;
    private boolean delivering;

    /// A request whose body is still coming.
    private static final class Incoming {
        private final io.netty.handler.codec.http.HttpRequest head;
        private final ByteBuf small;
        private @Nullable RequestBody body;

        Incoming(io.netty.handler.codec.http.HttpRequest head) {
            this.head = head;
            this.small = Unpooled.buffer(0);
        }
    }

    Connection(Ids ids, Function<HttpRequest, HttpResponse> front) {
        this.ids = ids;
        this.front = front;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        ask(context);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!context.channel().isActive()) {
            ReferenceCountUtil.release(message);
            return;
        }
        waiting.add(message);
        deliver(context);
    }

    /// What came may have been a part of a message only.
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (asked) {
            context.read();
        }
    }

    /// Asks for the next message: one that waits here, or one that is still to be read.
    private void ask(ChannelHandlerContext context) {
        asked = true;
        deliver(context);
        if (asked && !delivering) {
            context.read();
        }
    }

    private void deliver(ChannelHandlerContext context) {
        if (delivering) {
            return;
        }
        delivering = true;
        try {
            while (asked && !waiting.isEmpty()) {
                asked = false;
                take(context, waiting.remove());
            }
        } finally {
            delivering = false;
        }
    }

    private void take(ChannelHandlerContext context, Object message) {
        try {
            if (message instanceof io.netty.handler.codec.http.HttpRequest head) {
                begin(context, head);
            }
            if (message instanceof HttpContent content && incoming != null) {
                receive(context, incoming, content);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void begin(ChannelHandlerContext context, io.netty.handler.codec.http.HttpRequest head) {
        busy = true;
        if (head.decoderResult().isFailure()) {
            refuse(context, HttpResponseStatus.BAD_REQUEST, "The request is not HTTP, or its head is too large.");
            return;
        }
        long length = HttpUtil.getContentLength(head, 0L);
        if (length > MAX_BODY) {
            refuse(context, HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE, "The body is larger than 5 GiB.");
            return;
        }
        incoming = new Incoming(head);
        if (HttpUtil.is100ContinueExpected(head)) {
            context.writeAndFlush(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
        }
        if (length > SMALL_BODY) {
            stream(context, incoming);
        }
        if (!(head instanceof HttpContent)) {
            ask(context);
        }
    }

    private void receive(ChannelHandlerContext context, Incoming request, HttpContent content) {
        boolean last = content instanceof LastHttpContent;
        if (content.decoderResult().isFailure()) {
            if (request.body != null) {
                request.body.fail();
            }
            refuse(context, HttpResponseStatus.BAD_REQUEST, "The body is not what its headers say.");
            return;
        }
        if (request.body != null) {
            incoming = last ? null : request;
            request.body.add(bytes(content.content()), last);
            return;
        }
        request.small.writeBytes(content.content());
        if (last) {
            incoming = null;
            dispatch(context, request.head, new ByteArrayInputStream(bytes(request.small)));
        } else {
            if (request.small.readableBytes() > SMALL_BODY) {
                stream(context, request).add(bytes(request.small), false);
            } else {
                ask(context);
            }
        }
    }

    /// Handles the request while its body still comes in.
    private RequestBody stream(ChannelHandlerContext context, Incoming request) {
        var body = new RequestBody(() -> context.executor().execute(() -> ask(context)), MAX_BODY);
        request.body = body;
        dispatch(context, request.head, body);
        return body;
    }

    private static byte[] bytes(ByteBuf buffer) {
        var bytes = new byte[buffer.readableBytes()];
        buffer.readBytes(bytes);
        return bytes;
    }

    private void dispatch(ChannelHandlerContext context, io.netty.handler.codec.http.HttpRequest head, InputStream in) {
        HttpRequest request = request(context, head, in);
        boolean keepAlive = HttpUtil.isKeepAlive(head);
        var answer = new Answer(context, head.method().name(), keepAlive, () -> done(context));
        Thread.ofVirtual().name("samara-request").start(() -> handle(request, answer));
    }

    private void handle(HttpRequest request, Answer answer) {
        boolean sent = false;
        try {
            answer.send(respond(request), request);
            sent = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            // An error that nobody can handle, such as memory that ran out, must not leave the client waiting.
            if (!sent) {
                answer.abort();
            }
        }
    }

    /// The edge's catch-all: whatever goes wrong, the client is answered, with an id that the log has, too.
    private HttpResponse respond(HttpRequest request) {
        try {
            return front.apply(request);
        } catch (RuntimeException | StackOverflowError e) {
            if (e.getCause() instanceof RequestBody.CutException cut) {
                return HttpResponse.of(400, "text/plain; charset=utf-8", cut.getMessage() + "\n");
            }
            LOG.log(Logger.Level.ERROR, "Request " + request.requestId() + " failed.", e);
            return HttpResponse.of(
                    500,
                    "text/plain; charset=utf-8",
                    "The request failed inside Samara; its log has more under the id " + request.requestId() + ".\n");
        }
    }

    /// Called on the event loop after an answer was written: the next request may come.
    private void done(ChannelHandlerContext context) {
        if (incoming != null) {
            // The body was not read to its end. What is left of it cannot be told from the next request.
            context.close();
            return;
        }
        busy = false;
        ask(context);
    }

    private HttpRequest request(
            ChannelHandlerContext context, io.netty.handler.codec.http.HttpRequest head, InputStream body) {
        List<Headers.Header> headers = new ArrayList<>();
        head.headers().iteratorAsString().forEachRemaining(entry -> {
            // Netty's own notes on an HTTP/2 request are no headers.
            if (!entry.getKey().regionMatches(true, 0, "x-http2-", 0, 8)) {
                headers.add(new Headers.Header(entry.getKey(), entry.getValue()));
            }
        });
        String target = head.uri();
        String host =
                Optional.ofNullable(head.headers().get(HttpHeaderNames.HOST)).orElse("");
        if (target.startsWith("http://") || target.startsWith("https://")) {
            int slash = target.indexOf('/', target.indexOf("//") + 2);
            target = slash < 0 ? "/" : target.substring(slash);
        }
        int question = target.indexOf('?');
        return new HttpRequest(
                head.method().name(),
                question < 0 ? target : target.substring(0, question),
                question < 0 ? Optional.empty() : Optional.of(target.substring(question + 1)),
                new Headers(headers),
                body,
                hostName(host),
                ((InetSocketAddress) context.channel().remoteAddress())
                        .getAddress()
                        .getHostAddress(),
                ids.uuid(),
                transport(context.channel(), head.protocolVersion().text()));
    }

    private Transport transport(Channel channel, String version) {
        if (transport == null) {
            transport = Transports.of(channel, version);
        }
        return transport;
    }

    /// A `Host` header without its port, in lower case.
    private static String hostName(String host) {
        int colon = host.lastIndexOf(':');
        boolean hasPort = colon >= 0 && colon > host.lastIndexOf(']');
        return (hasPort ? host.substring(0, colon) : host).toLowerCase(Locale.ROOT);
    }

    /// Answers what cannot be handled, and closes: what follows on this connection cannot be understood.
    private void refuse(ChannelHandlerContext context, HttpResponseStatus status, String why) {
        incoming = null;
        var response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, status, Unpooled.copiedBuffer(why + "\n", StandardCharsets.UTF_8));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
                .set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes())
                .set(HttpHeaderNames.CONNECTION, "close");
        context.writeAndFlush(response).addListener(done -> context.close());
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
        if (event instanceof IdleStateEvent && !(busy && incoming == null)) {
            context.close();
        } else {
            super.userEventTriggered(context, event);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        release();
        Incoming open = incoming;
        incoming = null;
        if (open != null && open.body != null) {
            open.body.fail();
        }
        super.channelInactive(context);
    }

    /// What a client sent before a WebSocket was open is nobody's.
    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        release();
    }

    private void release() {
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.log(Logger.Level.DEBUG, "A connection broke.", cause);
        context.close();
    }
}
