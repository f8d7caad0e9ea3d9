package im.balcony.load.client;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;

/** What clients of one run share: threads, settings, TLS, derived keys. */
public final class ClientGroup implements AutoCloseable {
  private final ClientSettings settings;
  private final EventLoopGroup loops;
  private final Class<? extends SocketChannel> channelType;
  private final ScramKeyCache keys = new ScramKeyCache();
  private final SslContext tls;
  private final AtomicInteger devices = new AtomicInteger();

  public ClientGroup(ClientSettings settings, int threads) {
    this.settings = settings;
    var epoll = Epoll.isAvailable();
    this.loops = epoll ? new EpollEventLoopGroup(threads) : new NioEventLoopGroup(threads);
    this.channelType = epoll ? EpollSocketChannel.class : NioSocketChannel.class;
    try {
      // A development server shows a certificate of its own making, and load is not what checks it.
      this.tls =
          SslContextBuilder.forClient().trustManager(InsecureTrustManagerFactory.INSTANCE).build();
    } catch (SSLException e) {
      throw new IllegalStateException("no TLS in this JVM", e);
    }
  }

  public ClientSettings settings() {
    return settings;
  }

  public LoadClient newClient(Account account, ClientListener listener) {
    return newClient(account, LoginKind.STEPWISE, listener);
  }

  public LoadClient newClient(Account account, LoginKind kind, ClientListener listener) {
    return new LoadClient(this, account, kind, loops.next(), devices.incrementAndGet(), listener);
  }

  public Phone newPhone(Account account) {
    return new Phone(this, account, loops.next());
  }

  ScramLogin newScramLogin(Account account) {
    var nonce = Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), Character.MAX_RADIX);
    return new ScramLogin(settings.mechanism(), account, keys, nonce);
  }

  SslHandler newTlsHandler(ByteBufAllocator allocator) {
    return tls.newHandler(allocator, settings.host(), settings.port());
  }

  void connect(EventLoop loop, FramesIn frames, Consumer<String> failed) {
    new Bootstrap()
        .group(loop)
        .channel(channelType)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, settings.loginTimeoutMillis())
        .handler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                channel.pipeline().addLast(frames);
              }
            })
        .connect(settings.host(), settings.port())
        .addListener(
            (ChannelFutureListener)
                future -> {
                  if (!future.isSuccess()) {
                    failed.accept("no connection: " + future.cause().getMessage());
                  }
                });
  }

  @Override
  public void close() {
    loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
