package im.balcony.edge.codec;

import im.balcony.protocol.stream.StreamErrorCondition;
import im.balcony.protocol.stream.StreamFrame;
import im.balcony.protocol.stream.StreamFrameReader;
import im.balcony.protocol.xml.XmlLimits;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of a TCP connection to {@link StreamFrame}s: step 1 of a message's way.
 *
 * <p>Who has closed its stream may close its side of the connection too and still gets the end of
 * ours (RFC 6120 4.4); before that the end of its bytes is the end of the connection. So no
 * connection stays half open but one whose stream is being closed, and that has a time limit.
 */
public final class StreamFrameDecoder extends ChannelInboundHandlerAdapter
    implements FrameSource, Consumer<StreamFrame> {
  private static final int SCRATCH_BYTES = 16 * 1024;

  // The reader wants an array and keeps none of it, so one for each thread is enough.
  private static final FastThreadLocal<byte[]> SCRATCH =
      new FastThreadLocal<>() {
        @Override
        protected byte[] initialValue() {
          return new byte[SCRATCH_BYTES];
        }
      };

  private StreamFrameReader reader;
  private long bytesRead;
  private long bytesAllowed;
  private int framesRead;
  private int restarts;
  private boolean broken;
  private @Nullable ChannelHandlerContext context;

  public StreamFrameDecoder(XmlLimits limits, long bytesMax) {
    this.reader = new StreamFrameReader(limits);
    this.bytesAllowed = bytesMax;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (!(message instanceof ByteBuf bytes)) {
      ctx.fireChannelRead(message);
      return;
    }
    try {
      bytesRead += bytes.readableBytes();
      read(bytes);
    } finally {
      bytes.release();
    }
  }

  private void read(ByteBuf bytes) {
    int started = restarts;
    while (bytes.isReadable() && started == restarts && !broken) {
      int length = Math.min(bytes.readableBytes(), SCRATCH_BYTES);
      if (bytesRead > bytesAllowed) {
        broken = true;
        accept(
            new StreamFrame.Malformed(
                StreamErrorCondition.POLICY_VIOLATION, "too much sent before login"));
        return;
      }
      if (bytes.hasArray()) {
        int from = bytes.arrayOffset() + bytes.readerIndex();
        bytes.skipBytes(length);
        reader.feed(bytes.array(), from, length, this);
      } else {
        var scratch = SCRATCH.get();
        bytes.readBytes(scratch, 0, length);
        reader.feed(scratch, 0, length, this);
      }
    }
  }

  /** A frame is complete. */
  @Override
  public void accept(StreamFrame frame) {
    framesRead++;
    if (context != null) {
      if (frame instanceof StreamFrame.Close) {
        // Before the end of the bytes is read, which may be in the next moment.
        context.channel().config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
      }
      context.fireChannelRead(frame);
    }
  }

  @Override
  public void restart(XmlLimits limits, long bytesMax) {
    reader.restart();
    reader = new StreamFrameReader(limits);
    restarts++;
    bytesAllowed = bytesMax == UNBOUNDED ? UNBOUNDED : bytesRead + bytesMax;
  }

  @Override
  public void goOn(XmlLimits limits) {
    reader.limitTo(limits);
    bytesAllowed = UNBOUNDED;
  }

  @Override
  public void spaceIsFault(boolean fault) {
    reader.spaceIsFault(fault);
  }

  @Override
  public boolean isInsideStanza() {
    return reader.partialBytes() > 0;
  }

  @Override
  public int framesRead() {
    return framesRead;
  }

  @Override
  public long bytesRead() {
    return bytesRead;
  }
}
