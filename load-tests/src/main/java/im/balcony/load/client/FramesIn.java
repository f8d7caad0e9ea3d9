package im.balcony.load.client;

import im.balcony.protocol.stream.StreamFrame;
import im.balcony.protocol.stream.StreamFrameReader;
import im.balcony.protocol.xml.XmlLimits;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** Bytes of one connection to frames; tells when the connection is there and when it is gone. */
final class FramesIn extends ChannelInboundHandlerAdapter {
  private final StreamFrameReader reader = new StreamFrameReader(XmlLimits.DEFAULT);
  private final Connection connection;
  private long bytesRead;

  /** What lives on one socket. */
  interface Connection {
    void opened(Channel channel);

    void frame(StreamFrame frame);

    void closed(String reason);
  }

  FramesIn(Connection connection) {
    this.connection = connection;
  }

  /** After authentication or STARTTLS the next thing is a new stream header (RFC 6120 4.3.3). */
  void expectNewStream() {
    reader.restart();
  }

  /** Bytes that have come so far, those of TLS not counted. */
  long bytesRead() {
    return bytesRead;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    connection.opened(context.channel());
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    var bytes = (ByteBuf) message;
    bytesRead += bytes.readableBytes();
    try {
      if (bytes.hasArray()) {
        feed(bytes.array(), bytes.arrayOffset() + bytes.readerIndex(), bytes.readableBytes());
      } else {
        feed(ByteBufUtil.getBytes(bytes), 0, bytes.readableBytes());
      }
    } finally {
      bytes.release();
    }
  }

  private void feed(byte[] bytes, int offset, int length) {
    reader.feed(bytes, offset, length, connection::frame);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    connection.closed("the server closed the connection");
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    connection.closed(cause.toString());
  }
}
