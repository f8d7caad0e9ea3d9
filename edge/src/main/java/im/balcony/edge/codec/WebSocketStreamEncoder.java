package im.balcony.edge.codec;

import im.balcony.protocol.stream.StreamFrame;
import im.balcony.protocol.xml.XmlElement;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.nio.charset.StandardCharsets;

/** {@link StreamFrame}s to WebSocket messages, one element each and whole by itself (RFC 7395). */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel
@Sharable
public final class WebSocketStreamEncoder extends ChannelOutboundHandlerAdapter {
  private static final byte[] XMLNS = " xmlns=".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] CLIENT = " xmlns='jabber:client'".getBytes(StandardCharsets.US_ASCII);

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    if (message instanceof StanzaBatch batch) {
      int last = batch.elements().size() - 1;
      for (int i = 0; i <= last; i++) {
        var frame = new TextWebSocketFrame(withNamespace(ctx, batch.elements().get(i)));
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

  /** A stanza made for a TCP stream leaves out what the stream header has declared. */
  private static ByteBuf withNamespace(ChannelHandlerContext ctx, byte[] xml) {
    int nameEnd = 1;
    while (nameEnd < xml.length && !isEndOfName(xml[nameEnd])) {
      nameEnd++;
    }
    var out = ctx.alloc().ioBuffer(xml.length + CLIENT.length);
    if (declaresNamespace(xml, nameEnd)) {
      return out.writeBytes(xml);
    }
    return out.writeBytes(xml, 0, nameEnd)
        .writeBytes(CLIENT)
        .writeBytes(xml, nameEnd, xml.length - nameEnd);
  }

  /** Whether the first tag has an xmlns of its own; a quoted '>' cannot hide one before it. */
  private static boolean declaresNamespace(byte[] xml, int from) {
    for (int at = from; at < xml.length && xml[at] != '>'; at++) {
      int matched = 0;
      while (matched < XMLNS.length
          && at + matched < xml.length
          && xml[at + matched] == XMLNS[matched]) {
        matched++;
      }
      if (matched == XMLNS.length) {
        return true;
      }
      if (xml[at] == '\'' || xml[at] == '"') {
        int quote = xml[at++];
        while (at < xml.length && xml[at] != quote) {
          at++;
        }
      }
    }
    return false;
  }

  private static boolean isEndOfName(byte b) {
    return b == ' ' || b == '>' || b == '/' || b == '\n' || b == '\t' || b == '\r';
  }
}
