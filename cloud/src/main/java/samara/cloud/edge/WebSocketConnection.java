package samara.cloud.edge;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.netty.handler.timeout.IdleStateHandler;
import java.lang.System.Logger;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import samara.cloud.kernel.HttpRequest;
import samara.cloud.kernel.HttpResponse;
import samara.cloud.kernel.WebSocket;

/// A connection that became a WebSocket. Frames come on the event loop; the listener is called on a virtual thread of
/// the connection's own. While many messages wait no more are read.
final class WebSocketConnection extends SimpleChannelInboundHandler<WebSocketFrame> implements WebSocket {
    private static final Logger LOG = System.getLogger(WebSocketConnection.class.getName());
    private static final int WAITING_AT_MOST = 32;
    /// How long a client has to answer a close frame, and to take what it is sent.
    private static final int PATIENCE_SECONDS = 10;

    private final Channel channel;
    private final Listener listener;
    private final LinkedBlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();
    private volatile boolean ended;
    private int status = 1006;
    private String reason = "Connection closed abnormally";

    private WebSocketConnection(Channel channel, Listener listener) {
        this.channel = channel;
        this.listener = listener;
    }

    /// Answers the handshake, and gives the connection's pipeline over. Called on the event loop.
    static void upgrade(
            ChannelHandlerContext context,
            HttpRequest request,
            HttpResponse response,
            HttpResponse.Content.Upgraded upgraded) {
        Channel channel = context.channel();
        var config = WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(upgraded.limits().frameBytes())
                .expectMaskedFrames(true)
                .withUTF8Validator(false)
                .build();
        var asked = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, request.rawPath());
        request.headers().all().forEach(header -> asked.headers().add(header.name(), header.value()));
        var answered = new DefaultHttpHeaders();
        response.headers().all().forEach(header -> answered.add(header.name(), header.value()));
        var socket = new WebSocketConnection(channel, upgraded.listener());
        try {
            var handshaker = new WebSocketServerHandshakerFactory(null, null, config).newHandshaker(asked);
            handshaker.handshake(channel, asked, answered, channel.newPromise());
        } catch (WebSocketHandshakeException e) {
            LOG.log(Logger.Level.DEBUG, "A handshake failed.", e);
            context.close();
            socket.start();
            socket.end();
            return;
        }
        if (channel.pipeline().get(IdleStateHandler.class) != null) {
            channel.pipeline().remove(IdleStateHandler.class);
        }
        channel.pipeline()
                .addLast(
                        new Utf8FrameValidator(true),
                        new WebSocketFrameAggregator(upgraded.limits().messageBytes()),
                        socket);
        socket.start();
        // A client that went away meanwhile has taken the handlers with it.
        if (!context.isRemoved()) {
            channel.pipeline().remove(context.handler());
        }
        if (channel.isActive()) {
            channel.config().setAutoRead(true);
        } else {
            socket.end();
        }
    }

    private void start() {
        waiting.add(() -> listener.opened(this));
        Thread.ofVirtual().name("samara-websocket").start(this::listen);
    }

    private void listen() {
        boolean done = false;
        try {
            while (!ended || !waiting.isEmpty()) {
                waiting.take().run();
                if (waiting.size() < WAITING_AT_MOST && !channel.config().isAutoRead() && channel.isActive()) {
                    channel.config().setAutoRead(true);
                }
            }
            done = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            // A fault of ours must not leave the client waiting.
            if (!done) {
                close(1011, "Internal server error");
            }
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
        switch (frame) {
            case TextWebSocketFrame text -> {
                String message = text.text();
                waiting.add(() -> listener.message(message));
                if (waiting.size() >= WAITING_AT_MOST) {
                    channel.config().setAutoRead(false);
                }
            }
            case BinaryWebSocketFrame _ -> close(1003, "Binary is not supported");
            case PingWebSocketFrame ping -> {
                waiting.add(listener::pinged);
                context.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
            }
            case CloseWebSocketFrame close -> {
                ending(close.statusCode() < 0 ? 1005 : close.statusCode(), close.reasonText());
                context.writeAndFlush(close.retain()).addListener(_ -> context.close());
            }
            default -> waiting.add(listener::pinged);
        }
    }

    /// Remembers why the connection ends: the first reason counts.
    private synchronized void ending(int code, String why) {
        if (status == 1006) {
            status = code;
            reason = why;
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        end();
        super.channelInactive(context);
    }

    private synchronized void end() {
        if (!ended) {
            int code = status;
            String why = reason;
            waiting.add(() -> listener.closed(code, why));
            ended = true;
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        switch (cause) {
            // The decoder has sent the close frame.
            case CorruptedWebSocketFrameException corrupted ->
                ending(corrupted.closeStatus().code(), corrupted.closeStatus().reasonText());
            case TooLongFrameException _ -> close(1009, "Message too long");
            default -> {
                LOG.log(Logger.Level.DEBUG, "A WebSocket broke.", cause);
                context.close();
            }
        }
    }

    @Override
    public void send(String text) {
        ChannelFuture sent = channel.writeAndFlush(new TextWebSocketFrame(text));
        if (!channel.isWritable() && !sent.awaitUninterruptibly(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            ending(1006, "The client reads too slowly");
            channel.close();
        }
    }

    @Override
    public void close(int code, String why) {
        ending(code, why);
        channel.writeAndFlush(new CloseWebSocketFrame(code, why));
        channel.eventLoop().schedule(() -> channel.close(), PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
