package im.balcony.edge.stun;

import im.balcony.protocol.stun.BindingAnswer;
import im.balcony.protocol.stun.MappedAddress;
import im.balcony.protocol.stun.StunMessage;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import java.net.InetSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** STUN over TCP (RFC 8489 6.2.2): one whole message at a time; bytes that are none end it. */
final class StunStream extends SimpleChannelInboundHandler<ByteBuf> {
  private static final Logger LOG = LoggerFactory.getLogger(StunStream.class);
  private static final int LENGTH_OFFSET = 2;
  private static final int LENGTH_BYTES = 2;

  private final RequestPace pace;

  StunStream(RequestPace pace) {
    this.pace = pace;
  }

  /** Cuts bytes into messages by the length in their header, which leaves that header out. */
  static LengthFieldBasedFrameDecoder frames() {
    return new LengthFieldBasedFrameDecoder(
        StunMessage.BYTES_MAX,
        LENGTH_OFFSET,
        LENGTH_BYTES,
        StunMessage.HEADER_BYTES - LENGTH_OFFSET - LENGTH_BYTES,
        0);
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // void promises tell the pipeline
  protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
    var from = (InetSocketAddress) context.channel().remoteAddress();
    var answer =
        BindingAnswer.to(
            ByteBufUtil.getBytes(bytes), new MappedAddress(from.getAddress(), from.getPort()));
    if (answer.isEmpty() || !pace.take(from.getAddress())) {
      context.close();
      return;
    }
    context.writeAndFlush(Unpooled.wrappedBuffer(answer.get()), context.voidPromise());
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for its end
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    LOG.debug("a STUN connection: {}", cause.toString());
    context.close();
  }
}
