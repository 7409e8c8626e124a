package samara.cloud.edge;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.SniHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.AsyncMapping;
import io.netty.util.concurrent.Promise;
import java.lang.System.Logger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// The start of a connection: whether it speaks TLS is told by its first byte, the host by the name in the handshake,
/// the version of HTTP by ALPN.
final class Tls extends ByteToMessageDecoder {
    private static final Logger LOG = System.getLogger(Tls.class.getName());
    /// The type of a TLS record that holds a handshake. No HTTP method starts so.
    private static final int HANDSHAKE = 0x16;

    private static final int MAX_HELLO_BYTES = 64 * 1024;
    /// The first handshake loads what TLS needs: on a busy machine that takes seconds.
    private static final long HANDSHAKE_MILLIS = 30_000;

    private static final Executor THREADS =
            task -> Thread.ofVirtual().name("samara-tls").start(task);

    private final TlsHosts hosts;
    private final boolean required;
    private final Pipelines pipelines;

    /// @param required whether a connection without TLS is closed
    Tls(TlsHosts hosts, boolean required, Pipelines pipelines) {
        this.hosts = hosts;
        this.required = required;
        this.pipelines = pipelines;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) throws Exception {
        context.read();
        super.channelActive(context);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (!in.isReadable()) {
            return;
        }
        if (in.getUnsignedByte(in.readerIndex()) == HANDSHAKE) {
            context.channel().config().setAutoRead(true);
            context.pipeline().addLast(new Names(hosts), new Protocols(pipelines));
        } else if (required) {
            context.close();
            return;
        } else {
            pipelines.startHttp1(context.channel());
        }
        // What was read so far goes on to those who were added.
        context.pipeline().remove(this);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
        if (event instanceof IdleStateEvent) {
            context.close();
        } else {
            super.userEventTriggered(context, event);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        broken(context, cause);
    }

    static void broken(ChannelHandlerContext context, Throwable cause) {
        LOG.log(Logger.Level.DEBUG, "A connection broke.", cause);
        context.close();
    }

    /// Finds the host's certificate. Neither this nor the handshake's arithmetic keeps the event loop from others.
    private static final class Names extends SniHandler {
        Names(TlsHosts hosts) {
            super(contexts(hosts), MAX_HELLO_BYTES, HANDSHAKE_MILLIS);
        }

        private static AsyncMapping<String, SslContext> contexts(TlsHosts hosts) {
            return (name, promise) -> {
                THREADS.execute(() -> find(hosts, name, promise));
                return promise;
            };
        }

        private static void find(TlsHosts hosts, @Nullable String name, Promise<SslContext> promise) {
            try {
                Optional<String> asked = Optional.ofNullable(name).map(n -> n.toLowerCase(Locale.ROOT));
                promise.setSuccess(hosts.of(asked).context());
            } catch (SSLException | RuntimeException e) {
                LOG.log(Logger.Level.ERROR, "The certificate of the host `" + name + "` can't be shown.", e);
                promise.setFailure(e);
            }
        }

        @Override
        protected void replaceHandler(ChannelHandlerContext context, @Nullable String name, SslContext found)
                throws Exception {
            // The client may have gone while its host's certificate was looked for.
            if (!context.isRemoved()) {
                super.replaceHandler(context, name, found);
            }
        }

        @Override
        protected SslHandler newSslHandler(SslContext context, ByteBufAllocator allocator) {
            SslHandler handler = context.newHandler(allocator, THREADS);
            handler.setHandshakeTimeoutMillis(HANDSHAKE_MILLIS);
            return handler;
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            broken(context, cause);
        }
    }

    private static final class Protocols extends ApplicationProtocolNegotiationHandler {
        private final Pipelines pipelines;

        Protocols(Pipelines pipelines) {
            super(ApplicationProtocolNames.HTTP_1_1);
            this.pipelines = pipelines;
        }

        @Override
        protected void configurePipeline(ChannelHandlerContext context, String protocol) {
            if (protocol.equals(ApplicationProtocolNames.HTTP_2)) {
                pipelines.http2(context.channel());
            } else {
                pipelines.startHttp1(context.channel());
            }
        }

        @Override
        protected void handshakeFailure(ChannelHandlerContext context, Throwable cause) {
            broken(context, cause);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            broken(context, cause);
        }
    }
}
