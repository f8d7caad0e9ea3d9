package im.balcony.load.client;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;

/** The writing half of one socket: what is written in one turn of the loop leaves together. */
final class Wire {
  private final Channel channel;
  private boolean flushScheduled;
  private long bytesWritten;

  Wire(Channel channel) {
    this.channel = channel;
  }

  /** A failed write reaches {@link FramesIn#exceptionCaught} through the void promise. */
  @SuppressWarnings("FutureReturnValueIgnored")
  void write(String xml) {
    var bytes = ByteBufUtil.writeUtf8(channel.alloc(), xml);
    bytesWritten += bytes.readableBytes();
    channel.write(bytes, channel.voidPromise());
    if (!flushScheduled) {
      flushScheduled = true;
      channel.eventLoop().execute(this::flush);
    }
  }

  /** Bytes given to it so far, those of TLS not counted. */
  long bytesWritten() {
    return bytesWritten;
  }

  void startTls(ClientGroup group) {
    channel.pipeline().addFirst(group.newTlsHandler(channel.alloc()));
  }

  void expectNewStream() {
    channel.pipeline().get(FramesIn.class).expectNewStream();
  }

  /** What comes after it is nobody's any more. */
  @SuppressWarnings("FutureReturnValueIgnored")
  void close() {
    channel.close();
  }

  private void flush() {
    flushScheduled = false;
    channel.flush();
  }
}
