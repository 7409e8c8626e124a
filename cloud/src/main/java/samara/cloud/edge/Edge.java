package samara.cloud.edge;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import samara.cloud.kernel.HttpRequest;
import samara.cloud.kernel.HttpResponse;
import samara.cloud.kernel.Ids;

/// A listening port. Connections are kept alive; one request of a connection is handled at a time, those that were sent
/// ahead wait in the socket.
public final class Edge implements AutoCloseable {
    /// AWS's own limit of a presigned URL is below this.
    private static final int MAX_REQUEST_LINE = 16 * 1024;
    private static final int MAX_HEADERS = 64 * 1024;
    private static final int MAX_CHUNK = 64 * 1024;
    private static final int IDLE_SECONDS = 75;

    private final MultiThreadIoEventLoopGroup loops;
    private final ChannelGroup connections;
    private final Channel listening;

    private Edge(MultiThreadIoEventLoopGroup loops, ChannelGroup connections, Channel listening) {
        this.loops = loops;
        this.connections = connections;
        this.listening = listening;
    }

    /// Starts to listen; `port` 0 takes a free one.
    ///
    /// @param front answers each request, on a virtual thread
    /// @throws PortInUseException where somebody else listens there
    public static Edge listen(String host, int port, Ids ids, Function<HttpRequest, HttpResponse> front) {
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
                        channel.pipeline()
                                .addLast(
                                        new IdleStateHandler(0, 0, IDLE_SECONDS, TimeUnit.SECONDS),
                                        new HttpServerCodec(new HttpDecoderConfig()
                                                .setMaxInitialLineLength(MAX_REQUEST_LINE)
                                                .setMaxHeaderSize(MAX_HEADERS)
                                                .setMaxChunkSize(MAX_CHUNK)),
                                        new Connection(ids, front));
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
