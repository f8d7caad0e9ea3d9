package im.balcony.edge.management;

import im.balcony.edge.settings.BindAddress;
import im.balcony.edge.settings.ManagementSettings;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Listens for machines, from the first moment of a start to the last of a stop, on a thread of its
 * own: it answers while everything else is busy.
 */
final class ManagementServer implements AutoCloseable {
  private static final int LINE_BYTES_MAX = 1024;
  private static final int CHUNK_BYTES_MAX = 1024;

  private final ManagementSettings settings;
  private final ManagementRequests requests;
  private final AtomicInteger connections = new AtomicInteger();
  private final EventLoopGroup group =
      new NioEventLoopGroup(1, new DefaultThreadFactory("management", true));

  ManagementServer(
      ManagementSettings settings, Map<String, Supplier<CompletionStage<ManagementReply>>> paths) {
    this.settings = settings;
    this.requests = new ManagementRequests(paths);
  }

  /** Where it listens from now on. */
  InetSocketAddress listen() throws IOException {
    var bound =
        new ServerBootstrap()
            .group(group)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childHandler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    open(channel);
                  }
                })
            .bind(BindAddress.of(settings.host(), settings.port()))
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException(bound.cause().getMessage(), bound.cause());
    }
    return (InetSocketAddress) bound.channel().localAddress();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for the end of a connection
  private void open(Channel channel) {
    channel.closeFuture().addListener(closed -> connections.decrementAndGet());
    if (connections.incrementAndGet() > settings.connectionsMax()) {
      channel.close();
      return;
    }
    var end =
        channel
            .eventLoop()
            .schedule(
                () -> {
                  channel.close();
                },
                settings.connectionSecondsMax(),
                TimeUnit.SECONDS);
    channel.closeFuture().addListener(closed -> end.cancel(false));
    channel
        .pipeline()
        .addLast(new HttpServerCodec(LINE_BYTES_MAX, settings.requestBytesMax(), CHUNK_BYTES_MAX))
        .addLast(new HttpObjectAggregator(settings.requestBytesMax()))
        .addLast(requests);
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
