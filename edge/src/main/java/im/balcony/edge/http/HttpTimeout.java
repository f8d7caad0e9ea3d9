package im.balcony.edge.http;

import im.balcony.edge.bridge.ConnectionWatch;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;

/** Ends an HTTP connection that has not become a WebSocket in time. */
@SuppressWarnings("FutureReturnValueIgnored")
public final class HttpTimeout extends ChannelInboundHandlerAdapter
    implements ConnectionWatch.Watched {
  private final ConnectionWatch watch;
  private final int endAtSecond;
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

  @Override
  public void onSecond(int nowSeconds) {
    if (context != null && nowSeconds >= endAtSecond) {
      context.close();
    }
  }
}
