package im.balcony.edge.codec;

import im.balcony.protocol.stream.StreamFrame;
import im.balcony.protocol.xml.XmlContext;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;

/**
 * Stanzas and nonzas to the bytes that stand in a BOSH body. The stream's beginning, error and end
 * pass as frames: they become attributes of the body (XEP-0206 4 and 6, XEP-0124 13).
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel
@Sharable
public final class BoshStreamEncoder extends ChannelOutboundHandlerAdapter {

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    if (message instanceof StanzaBatch batch) {
      int last = batch.elements().size() - 1;
      for (int i = 0; i <= last; i++) {
        ctx.write(
            WholeStanza.of(batch.elements().get(i), ctx.alloc()),
            i == last ? promise : ctx.voidPromise());
      }
    } else if (message instanceof StreamFrame.Element element && !isStreamError(element)) {
      ctx.write(Unpooled.wrappedBuffer(element.element().toBytes()), promise);
    } else {
      ctx.write(message, promise);
    }
  }

  private static boolean isStreamError(StreamFrame.Element element) {
    return element.element().is("error", XmlContext.STREAMS);
  }
}
