package samara.cloud.edge;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import samara.cloud.kernel.HttpRequest;
import samara.cloud.kernel.HttpResponse;
import samara.cloud.kernel.Ids;

/// A listening port. Connections are kept alive; one request of a connection (with HTTP/2, of a stream) is handled at a
/// time, those that were sent ahead wait in the socket.
public final class Edge implements AutoCloseable {
    private final MultiThreadIoEventLoopGroup loops;
    private final ChannelGroup connections;
    private final Channel listening;

    private Edge(MultiThreadIoEventLoopGroup loops, ChannelGroup connections, Channel listening) {
        this.loops = loops;
        this.connections = connections;
        this.listening = listening;
    }

    /// Starts to listen for HTTP/1.1; `port` 0 takes a free one.
    ///
    /// @param front answers each request, on a virtual thread
    /// @throws PortInUseException where somebody else listens there
    public static Edge listen(String host, int port, Ids ids, Function<HttpRequest, HttpResponse> front) {
        var pipelines = new Pipelines(ids, front);
        return listen(host, port, channel -> pipelines.http1(channel));
    }

    /// The same for connections with TLS, too, on the one port: with it HTTP/2 as well as HTTP/1.1.
    ///
    /// @param hosts what clients are shown
    public static Edge listen(
            String host, int port, Ids ids, Function<HttpRequest, HttpResponse> front, TlsHosts hosts) {
        return listen(host, port, first(() -> new Tls(hosts, false, new Pipelines(ids, front))));
    }

    /// The same for connections with TLS alone.
    public static Edge listenTls(
            String host, int port, Ids ids, Function<HttpRequest, HttpResponse> front, TlsHosts hosts) {
        return listen(host, port, first(() -> new Tls(hosts, true, new Pipelines(ids, front))));
    }

    private static Consumer<Channel> first(Supplier<ChannelHandler> handler) {
        return channel -> channel.pipeline().addLast(handler.get());
    }

    private static Edge listen(String host, int port, Consumer<Channel> start) {
        var loops = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("samara-edge", true), NioIoHandler.newFactory());
        var connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
        var bootstrap = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        connections.add(channel);
                        channel.pipeline().addLast(Pipelines.idle());
                        start.accept(channel);
                    }
                });
        var binding = bootstrap.bind(host, port).awaitUninterruptibly();
        if (!binding.isSuccess()) {
            loops.shutdownGracefully(0, 0, TimeUnit.SECONDS);
            throw PortInUseException.of(host, port, binding.cause());
        }
        return new Edge(loops, connections, binding.channel());
    }

    /// The port that it listens on.
    public int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    @Override
    public void close() {
        listening.close().awaitUninterruptibly();
        connections.close().awaitUninterruptibly();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
