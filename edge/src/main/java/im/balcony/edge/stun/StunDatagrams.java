package im.balcony.edge.stun;

import im.balcony.protocol.stun.BindingAnswer;
import im.balcony.protocol.stun.MappedAddress;
import im.balcony.protocol.stun.StunMessage;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** STUN over UDP: each datagram is one message, answered or passed over (RFC 8489 6.3). */
final class StunDatagrams extends SimpleChannelInboundHandler<DatagramPacket> {
  private static final Logger LOG = LoggerFactory.getLogger(StunDatagrams.class);

  private final RequestPace pace;

  StunDatagrams(RequestPace pace) {
    this.pace = pace;
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // void promises tell the pipeline
  protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
    var content = packet.content();
    var from = packet.sender();
    // Nobody listens at port 0, and a longer one is none.
    if (from.getPort() == 0 || content.readableBytes() > StunMessage.BYTES_MAX) {
      return;
    }
    BindingAnswer.to(
            ByteBufUtil.getBytes(content), new MappedAddress(from.getAddress(), from.getPort()))
        .filter(answer -> pace.take(from.getAddress()))
        .ifPresent(
            answer ->
                context.write(
                    new DatagramPacket(Unpooled.wrappedBuffer(answer), from),
                    context.voidPromise()));
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    context.flush();
  }

  /**
   * An answer that could not be sent, e.g. to an address without a route: the client asks again.
   */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    LOG.debug("a STUN datagram: {}", cause.toString());
  }
}
