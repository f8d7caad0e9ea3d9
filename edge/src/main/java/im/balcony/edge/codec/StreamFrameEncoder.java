package im.balcony.edge.codec;

import im.balcony.protocol.stream.StreamFrame;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import java.nio.charset.StandardCharsets;

/** {@link StreamFrame}s and {@link StanzaBatch}es to the bytes of a TCP connection. */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel
@Sharable
public final class StreamFrameEncoder extends ChannelOutboundHandlerAdapter {
  private final String contentNamespace;

  /** For streams of clients. */
  public StreamFrameEncoder() {
    this("jabber:client");
  }

  /** For streams whose content is of this namespace. */
  public StreamFrameEncoder(String contentNamespace) {
    this.contentNamespace = contentNamespace;
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    if (message instanceof StanzaBatch batch) {
      ctx.write(joined(ctx, batch), promise);
    } else if (message instanceof StreamFrame frame) {
      ctx.write(text(ctx, xml(frame)), promise);
    } else {
      ctx.write(message, promise);
    }
  }

  /** One buffer for all: one TLS record and one system call where several would cost more. */
  private static ByteBuf joined(ChannelHandlerContext ctx, StanzaBatch batch) {
    var out = ctx.alloc().ioBuffer(batch.bytes());
    for (var element : batch.elements()) {
      out.writeBytes(element);
    }
    return out;
  }

  private static ByteBuf text(ChannelHandlerContext ctx, String xml) {
    var bytes = xml.getBytes(StandardCharsets.UTF_8);
    return ctx.alloc().ioBuffer(bytes.length).writeBytes(bytes);
  }

  private String xml(StreamFrame frame) {
    if (frame instanceof StreamFrame.Open open) {
      return StreamHeaders.overTcp(open);
    }
    if (frame instanceof StreamFrame.Element element) {
      return element.element().toXml(contentNamespace);
    }
    if (frame instanceof StreamFrame.Close) {
      return StreamHeaders.END;
    }
    throw new IllegalArgumentException("a malformed frame is never sent");
  }
}
