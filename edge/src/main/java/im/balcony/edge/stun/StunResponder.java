package im.balcony.edge.stun;

import im.balcony.edge.listen.ConnectionAdmission;
import im.balcony.edge.listen.EdgeUnusableException;
import im.balcony.edge.settings.BindAddress;
import im.balcony.edge.settings.ConnectionLimits;
import im.balcony.edge.settings.StunSettings;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.timeout.ReadTimeoutHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/**
 * Listens for STUN by UDP and TCP on one port (RFC 8489 12: both must be served).
 *
 * <p>It has one thread of its own, so that no flood of datagrams keeps a chat waiting.
 */
public final class StunResponder implements AutoCloseable {
  private static final int FREE_PORT_TRIES = 20;

  private final StunSettings settings;
  private final EventLoopGroup group =
      new NioEventLoopGroup(1, new DefaultThreadFactory("stun", true));
  private final ConnectionAdmission admission;
  private final RequestPace pace;

  private StunResponder(StunSettings settings) {
    this.settings = settings;
    this.pace = new RequestPace(settings, System::nanoTime);
    this.admission =
        new ConnectionAdmission(
            new ConnectionLimits(
                settings.connectionsMax(),
                settings.connectionsPerAddressMax(),
                settings.connectionsPerAddressMax(),
                settings.connectionsMax()));
  }

  /** A responder and where it listens. */
  public record Listening(StunResponder responder, InetSocketAddress address) {}

  /** Opens both sockets, or none: the one that cannot be opened is named. */
  public static Listening start(String host, StunSettings settings) throws EdgeUnusableException {
    var responder = new StunResponder(settings);
    try {
      return new Listening(responder, responder.listen(host));
    } catch (EdgeUnusableException e) {
      responder.close();
      throw e;
    }
  }

  /** A port that the system chose for TCP may be taken for UDP: then it chooses again. */
  private InetSocketAddress listen(String host) throws EdgeUnusableException {
    int tries = settings.port() == 0 ? FREE_PORT_TRIES : 1;
    for (int left = tries - 1; ; left--) {
      var streams = streams(host, settings.port()).awaitUninterruptibly();
      require(streams, "TCP", host);
      var address = (InetSocketAddress) streams.channel().localAddress();
      var datagrams = datagrams(host, address.getPort()).awaitUninterruptibly();
      if (datagrams.isSuccess()) {
        return address;
      }
      streams.channel().close().awaitUninterruptibly();
      if (left == 0) {
        require(datagrams, "UDP", host);
      }
    }
  }

  private void require(ChannelFuture bound, String transport, String host)
      throws EdgeUnusableException {
    if (!bound.isSuccess()) {
      throw new EdgeUnusableException(
          "cannot listen for STUN on %s port %d by %s (%s): stop what uses it, set another port with --stun-port, or -1 for none"
              .formatted(host, settings.port(), transport, bound.cause().getMessage()),
          bound.cause());
    }
  }

  private ChannelFuture datagrams(String host, int port) {
    return new Bootstrap()
        .group(group)
        .channel(NioDatagramChannel.class)
        .handler(new StunDatagrams(pace))
        .bind(BindAddress.of(host, port));
  }

  private ChannelFuture streams(String host, int port) {
    return new ServerBootstrap()
        .group(group)
        .channel(NioServerSocketChannel.class)
        .option(ChannelOption.SO_REUSEADDR, true)
        .childHandler(
            new ChannelInitializer<>() {
              @Override
              protected void initChannel(Channel channel) {
                admission.admit(channel).ifPresent(place -> serve(channel));
              }
            })
        .bind(BindAddress.of(host, port));
  }

  private void serve(Channel channel) {
    channel
        .pipeline()
        .addLast(new ReadTimeoutHandler(settings.connectionSecondsMax()))
        .addLast(StunStream.frames())
        .addLast(new StunStream(pace));
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
