package im.balcony.edge.codec;

import im.balcony.protocol.stream.StreamFrame;
import im.balcony.protocol.xml.XmlElement;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;

/** {@link StreamFrame}s to WebSocket messages, one element each and whole by itself (RFC 7395). */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel
@Sharable
public final class WebSocketStreamEncoder extends ChannelOutboundHandlerAdapter {
  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    if (message instanceof StanzaBatch batch) {
      int last = batch.elements().size() - 1;
      for (int i = 0; i <= last; i++) {
        var frame = new TextWebSocketFrame(WholeStanza.of(batch.elements().get(i), ctx.alloc()));
        ctx.write(frame, i == last ? promise : ctx.voidPromise());
      }
    } else if (message instanceof StreamFrame frame) {
      write(ctx, frame, promise);
    } else {
      ctx.write(message, promise);
    }
  }

  private static void write(ChannelHandlerContext ctx, StreamFrame frame, ChannelPromise promise) {
    if (frame instanceof StreamFrame.Open open) {
      ctx.write(text(ctx, StreamHeaders.overWebSocket(open)), promise);
    } else if (frame instanceof StreamFrame.Element element) {
      ctx.write(text(ctx, element.element()), promise);
    } else {
      var close = XmlElement.named("close", StreamHeaders.FRAMING).build();
      ctx.write(text(ctx, close), ctx.voidPromise());
      ctx.write(new CloseWebSocketFrame(WebSocketCloseStatus.NORMAL_CLOSURE), promise);
    }
  }

  private static TextWebSocketFrame text(ChannelHandlerContext ctx, XmlElement element) {
    var bytes = element.toBytes();
    return new TextWebSocketFrame(ctx.alloc().ioBuffer(bytes.length).writeBytes(bytes));
  }
}
