package im.balcony.edge.proxy;

import im.balcony.edge.settings.ProxySettings;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The header that a trusted proxy sends before anything else (PROXY protocol, versions 1 and 2, of
 * HAProxy). Nobody else's bytes are looked at for one: whoever is not listed is taken as it comes,
 * and whoever is listed must send it (section 2: a receiver must not guess).
 */
public final class ProxyProtocol {
  private static final String BYTES = "proxy-header";
  private static final String HEADER = "proxied-address";

  private final ProxySettings settings;
  private final AtomicInteger waiting = new AtomicInteger();

  public ProxyProtocol(ProxySettings settings) {
    this.settings = settings;
  }

  /**
   * Runs {@code then} when it is known where the connection comes from, which {@link ClientAddress}
   * says from then on; at once without a proxy. What follows the header reaches the handlers that
   * {@code then} has added.
   *
   * @param refused runs when too many proxied connections wait for their header
   */
  @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for the end of a connection
  public void open(Channel channel, Consumer<Channel> then, Runnable refused) {
    if (!(channel.remoteAddress() instanceof InetSocketAddress peer)
        || !settings.isTrusted(peer.getAddress())) {
      then.accept(channel);
      return;
    }
    if (waiting.incrementAndGet() > settings.waitingMax()) {
      waiting.decrementAndGet();
      refused.run();
      channel.close();
      return;
    }
    channel
        .pipeline()
        .addLast(BYTES, new HAProxyMessageDecoder(settings.tlvBytesMax()))
        .addLast(HEADER, new Header(peer, then));
  }

  /** Connections whose header has not come yet. */
  int waiting() {
    return waiting.get();
  }

  /** Waits for the header, tells where the connection comes from, and goes. */
  @SuppressWarnings("FutureReturnValueIgnored") // as above
  private final class Header extends SimpleChannelInboundHandler<HAProxyMessage> {
    private final InetSocketAddress peer;
    private final Consumer<Channel> then;
    private boolean isDone;

    Header(InetSocketAddress peer, Consumer<Channel> then) {
      this.peer = peer;
      this.then = then;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
      ctx.executor()
          .schedule(
              () -> {
                if (!isDone) {
                  ctx.close();
                }
              },
              settings.headerSecondsMax(),
              TimeUnit.SECONDS);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
      if (!isDone) {
        isDone = true;
        waiting.decrementAndGet();
      }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, HAProxyMessage message)
        throws UnknownHostException {
      ClientAddress.tell(ctx.channel(), source(message));
      then.accept(ctx.channel());
      if (!ctx.isRemoved()) {
        ctx.pipeline().remove(this); // what lies behind the header comes when the decoder goes too
      }
    }

    /** A proxy that asks for itself (LOCAL), or does not know, is the client. */
    private InetSocketAddress source(HAProxyMessage message) throws UnknownHostException {
      var text = message.sourceAddress();
      var bytes = text == null ? null : NetUtil.createByteArrayFromIpAddressString(text);
      return bytes == null
          ? peer
          : new InetSocketAddress(InetAddress.getByAddress(bytes), message.sourcePort());
    }

    /** Not a header, or one that is broken: nothing is answered in a protocol that it is not in. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      ctx.close();
    }
  }
}
