package im.balcony.edge.bridge;

import im.balcony.edge.codec.StanzaBatch;
import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the session's thread writes, handed to the event loop as one batch a flush; knows how much
 * is on its way.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel
final class OutboundHandOver {
  private static final int BATCH_BYTES_MAX = 64 * 1024;

  private final Channel channel;
  private final Runnable onWritable;
  private final AtomicInteger bytesHandedOver = new AtomicInteger();

  // Only the session's thread has these two.
  private List<byte[]> elements = List.of();
  private int bytes;

  private volatile boolean sessionWaits;

  OutboundHandOver(Channel channel, Runnable onWritable) {
    this.channel = channel;
    this.onWritable = onWritable;
  }

  void add(byte[] xml) {
    if (elements.isEmpty()) {
      elements = new ArrayList<>(4);
    }
    elements.add(xml);
    bytes += xml.length;
    if (bytes >= BATCH_BYTES_MAX) {
      flush();
    }
  }

  void flush() {
    if (elements.isEmpty()) {
      return;
    }
    var batch = new StanzaBatch(elements, bytes);
    elements = List.of();
    bytes = 0;
    bytesHandedOver.addAndGet(batch.bytes());
    channel
        .eventLoop()
        .execute(
            () -> {
              channel.writeAndFlush(batch, channel.voidPromise());
              bytesHandedOver.addAndGet(-batch.bytes());
              wakeSession();
            });
  }

  /** After a no, {@code onWritable} runs as soon as the answer would be yes. */
  boolean isWritable() {
    if (takesMore()) {
      return true;
    }
    sessionWaits = true;
    if (takesMore()) {
      sessionWaits = false;
      return true;
    }
    return false;
  }

  /** On the event loop, whenever the answer may have changed. */
  void wakeSession() {
    if (sessionWaits && takesMore()) {
      sessionWaits = false;
      onWritable.run();
    }
  }

  private boolean takesMore() {
    return channel.isWritable()
        && bytesHandedOver.get() + bytes < channel.config().getWriteBufferHighWaterMark();
  }
}
