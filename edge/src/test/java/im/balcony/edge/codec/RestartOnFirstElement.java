package im.balcony.edge.codec;

import im.balcony.protocol.stream.StreamFrame;
import im.balcony.protocol.xml.XmlLimits;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.List;

/** What a negotiation does on STARTTLS and after login. */
final class RestartOnFirstElement extends ChannelInboundHandlerAdapter {
  private final FrameSource source;
  private final List<StreamFrame> seen;

  RestartOnFirstElement(FrameSource source, List<StreamFrame> seen) {
    this.source = source;
    this.seen = seen;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    seen.add((StreamFrame) message);
    if (message instanceof StreamFrame.Element && seen.size() == 2) {
      source.restart(XmlLimits.DEFAULT, FrameSource.UNBOUNDED);
    }
  }
}
