package im.balcony.edge.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds the body of each request while it is received, and all of a node together: what a stranger
 * can make the server keep.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel
public final class BodyLimit extends ChannelInboundHandlerAdapter {
  private final int boshBytesMax;
  private final int otherBytesMax;
  private final AtomicLong left;
  private int bytesMax;
  private int bytes;
  private boolean isRefused;

  /**
   * Of one connection.
   *
   * @param left bytes that this node may still receive; shared by all connections
   */
  public BodyLimit(int boshBytesMax, int otherBytesMax, AtomicLong left) {
    this.boshBytesMax = boshBytesMax;
    this.otherBytesMax = otherBytesMax;
    this.left = left;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (isRefused) {
      ReferenceCountUtil.release(message);
      return;
    }
    if (message instanceof HttpRequest request) {
      bytesMax = BoshRequests.isFor(request) ? boshBytesMax : otherBytesMax;
    }
    if (message instanceof HttpContent content && !admit(content.content().readableBytes())) {
      var status =
          bytes > bytesMax
              ? HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE
              : HttpResponseStatus.SERVICE_UNAVAILABLE;
      ReferenceCountUtil.release(message);
      refuse(ctx, status);
      return;
    }
    ctx.fireChannelRead(message);
    if (message instanceof LastHttpContent) {
      giveBack();
    }
  }

  private boolean admit(int more) {
    bytes += more;
    return left.addAndGet(-more) >= 0 && bytes <= bytesMax;
  }

  private void giveBack() {
    left.addAndGet(bytes);
    bytes = 0;
  }

  private void refuse(ChannelHandlerContext ctx, HttpResponseStatus status) {
    isRefused = true;
    giveBack();
    var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.EMPTY_BUFFER);
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_LENGTH, 0)
        .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    giveBack();
    ctx.fireChannelInactive();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    giveBack();
  }
}
