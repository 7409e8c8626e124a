package samara.functions;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import samara.functions.extension.ApiRequest;
import samara.functions.extension.Reply;

/// Serves Lambda's [Runtime API](https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html), and the APIs for
/// extensions, on an endpoint of its own for each environment.
final class RuntimeApi implements AutoCloseable {
    private final MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(
            Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, 4),
            Thread.ofPlatform().daemon().name("samara-runtime-api-", 0).factory(),
            NioIoHandler.newFactory());

    /// The engine's side of a runtime. Called on an event loop: must not wait.
    interface Listener {
        /// The runtime asks for an event: it is ready.
        void next(NextEvent waiting);

        /// The answer to an event.
        void response(String requestId, byte[] body);

        /// An answer that was larger than the limit, and was not kept.
        void tooLarge(String requestId, long size);

        /// An answer comes in parts.
        void streamBegins(String requestId, String contentType);

        /// A part of one.
        ///
        /// @param goOn to be run when there is room for more, if there is none now
        /// @return whether there is room for more
        boolean streamed(String requestId, byte[] part, Runnable goOn);

        /// All of it has come.
        void streamEnds(String requestId);

        /// The event could not be dealt with; for a streamed answer, not to its end.
        void error(String requestId, RuntimeFailure failure);

        /// The runtime could not start.
        void initError(RuntimeFailure failure);

        /// Whether this is the event that is being worked on.
        boolean isCurrent(String requestId);

        /// A request that is not of the Runtime API.
        ///
        /// @return whether it is answered
        boolean other(ApiRequest request, Reply reply);

        /// Whether a client of the environment's port is one of its processes.
        boolean isOwn(InetSocketAddress client, InetSocketAddress server);
    }

    /// A runtime that waits for an event.
    interface NextEvent {
        void send(Invocation invocation, long deadlineMilliseconds);
    }

    /// Listens on a Unix socket, which a bootstrap of ours connects to.
    Launcher.Closing listen(Path socket, Listener listener) {
        Channel channel = bind(UnixDomainSocketAddress.of(socket), NioServerDomainSocketChannel.class, listener);
        return () -> channel.close().awaitUninterruptibly();
    }

    /// Listens on a free loopback port.
    TcpEndpoint listen(Listener listener) {
        Channel channel = bind(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), NioServerSocketChannel.class, listener);
        return new TcpEndpoint(
                ((InetSocketAddress) channel.localAddress()).getPort(),
                () -> channel.close().awaitUninterruptibly());
    }

    /// A port and what ends it.
    record TcpEndpoint(int port, Launcher.Closing closing) {}

    private Channel bind(SocketAddress address, Class<? extends ServerChannel> type, Listener listener) {
        return new ServerBootstrap()
                .group(loops)
                .channel(type)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        if (channel.remoteAddress() instanceof InetSocketAddress client
                                && channel.localAddress() instanceof InetSocketAddress server
                                && !listener.isOwn(client, server)) {
                            channel.close();
                            return;
                        }
                        channel.pipeline().addLast(new HttpServerCodec(), new RuntimeApiHandler(listener));
                    }
                })
                .bind(address)
                .syncUninterruptibly()
                .channel();
    }

    @Override
    public void close() {
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
