package im.balcony.edge.http;

import im.balcony.edge.bridge.ConnectionWatch;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;

/** Ends an HTTP connection that has not become a WebSocket, or sent a request, in time. */
@SuppressWarnings("FutureReturnValueIgnored")
public final class HttpTimeout extends ChannelInboundHandlerAdapter
    implements ConnectionWatch.Watched {
  private final ConnectionWatch watch;
  private int endAtSecond;
  private @Nullable ChannelHandlerContext context;

  public HttpTimeout(ConnectionWatch watch, int secondsMax) {
    this.watch = watch;
    this.endAtSecond = watch.nowSeconds() + secondsMax;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
    watch.add(this);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    watch.remove(this);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    watch.remove(this);
    ctx.fireChannelInactive();
  }

  /** While a request waits for its answer. */
  void suspend() {
    endAtSecond = Integer.MAX_VALUE;
  }

  /** From now on the next request has so long to be complete. */
  void restart(int secondsMax) {
    endAtSecond = watch.nowSeconds() + secondsMax;
  }

  @Override
  public void onSecond(int nowSeconds) {
    if (context != null && nowSeconds >= endAtSecond) {
      context.close();
    }
  }
}
