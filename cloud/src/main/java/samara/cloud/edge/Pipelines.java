package samara.cloud.edge;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import samara.cloud.kernel.HttpRequest;
import samara.cloud.kernel.HttpResponse;
import samara.cloud.kernel.Ids;

/// What handles a connection once it is known which protocol it speaks.
record Pipelines(Ids ids, Function<HttpRequest, HttpResponse> front) {
    /// AWS's own limit of a presigned URL is below this.
    private static final int MAX_REQUEST_LINE = 16 * 1024;
    private static final int MAX_HEADERS = 64 * 1024;
    private static final int MAX_CHUNK = 64 * 1024;
    private static final int IDLE_SECONDS = 75;
    /// Requests that one HTTP/2 connection may have under way.
    private static final int MAX_STREAMS = 128;

    static IdleStateHandler idle() {
        return new IdleStateHandler(0, 0, IDLE_SECONDS, TimeUnit.SECONDS);
    }

    /// HTTP/1.1 on a connection that is still to become active.
    void http1(Channel channel) {
        channel.pipeline()
                .addLast(
                        new HttpServerCodec(new HttpDecoderConfig()
                                .setMaxInitialLineLength(MAX_REQUEST_LINE)
                                .setMaxHeaderSize(MAX_HEADERS)
                                .setMaxChunkSize(MAX_CHUNK)),
                        new Connection(ids, front));
    }

    /// HTTP/1.1 on a connection that was read from already.
    void startHttp1(Channel channel) {
        channel.config().setAutoRead(false);
        http1(channel);
        ChannelHandlerContext last = channel.pipeline().lastContext();
        ((Connection) last.handler()).channelActive(last);
    }

    /// HTTP/2: each request is a channel of its own, which is read as a connection of HTTP/1.1 is.
    void http2(Channel channel) {
        channel.config().setAutoRead(true);
        var requests = new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel request) {
                request.config().setAutoRead(false);
                request.pipeline()
                        .addLast(
                                idle(),
                                new RequestLineCheck(),
                                new Http2StreamFrameToHttpObjectCodec(true),
                                new Connection(ids, front));
            }
        };
        channel.pipeline()
                .addLast(
                        Http2FrameCodecBuilder.forServer()
                                .initialSettings(Http2Settings.defaultSettings()
                                        .maxConcurrentStreams(MAX_STREAMS)
                                        .maxHeaderListSize(MAX_HEADERS))
                                .build(),
                        new Http2MultiplexHandler(requests),
                        new CloseIdle());
    }

    /// Ends an HTTP/2 connection that has had no request for long.
    private static final class CloseIdle extends ChannelInboundHandlerAdapter {
        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
            Http2FrameCodec codec = context.pipeline().get(Http2FrameCodec.class);
            if (event instanceof IdleStateEvent && codec.connection().numActiveStreams() == 0) {
                context.close();
            } else {
                super.userEventTriggered(context, event);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            Tls.broken(context, cause);
        }
    }
}
