package im.balcony.edge.codec;

import im.balcony.protocol.stream.StreamErrorCondition;
import im.balcony.protocol.stream.StreamFrame;
import im.balcony.protocol.xml.XmlElement;
import im.balcony.protocol.xml.XmlException;
import im.balcony.protocol.xml.XmlLimits;
import im.balcony.protocol.xml.XmlParser;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * WebSocket messages to {@link StreamFrame}s: one whole element each, {@code <open/>} and {@code
 * <close/>} in place of the stream's tags (RFC 7395 3.3). Fragments are joined up to the limit of a
 * stanza.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel
public final class WebSocketStreamDecoder extends ChannelInboundHandlerAdapter
    implements FrameSource {
  private final int fragmentsMax;
  private XmlLimits limits;
  private long bytesRead;
  private long bytesAllowed;
  private boolean ended;
  private int fragments;
  private int framesRead;
  private @Nullable ByteBuf partial;

  public WebSocketStreamDecoder(XmlLimits limits, long bytesMax, int fragmentsMax) {
    this.limits = limits;
    this.bytesAllowed = bytesMax;
    this.fragmentsMax = fragmentsMax;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (!(message instanceof WebSocketFrame frame)) {
      ctx.fireChannelRead(message);
      return;
    }
    try {
      // A control frame costs work as well, so it counts as its header does.
      bytesRead += frame.content().readableBytes() + 2;
      if (ended) {
        return;
      }
      if (bytesRead > bytesAllowed) {
        malformed(ctx, StreamErrorCondition.POLICY_VIOLATION, "too much sent before login");
      } else {
        read(ctx, frame);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void read(ChannelHandlerContext ctx, WebSocketFrame frame) {
    if (frame instanceof PingWebSocketFrame) {
      pong(ctx, frame);
    } else if (frame instanceof CloseWebSocketFrame) {
      // RFC 7395 3.6: the WebSocket was closed and the stream was not; it may be resumed.
      ended = true;
      ctx.close();
    } else if (frame instanceof BinaryWebSocketFrame) {
      malformed(ctx, StreamErrorCondition.BAD_FORMAT, "binary message (RFC 7395 3.2)");
    } else if (frame instanceof TextWebSocketFrame || frame instanceof ContinuationWebSocketFrame) {
      text(ctx, frame);
    }
  }

  /** Who pings and does not read gets no more answers until it does (RFC 6455 5.5.3). */
  private static void pong(ChannelHandlerContext ctx, WebSocketFrame ping) {
    if (ctx.channel().isWritable()) {
      ctx.writeAndFlush(new PongWebSocketFrame(ping.content().retain()), ctx.voidPromise());
    }
  }

  private void text(ChannelHandlerContext ctx, WebSocketFrame frame) {
    int have = partial == null ? 0 : partial.readableBytes();
    if (have + frame.content().readableBytes() > limits.stanzaBytesMax()
        || ++fragments > fragmentsMax) {
      malformed(ctx, StreamErrorCondition.POLICY_VIOLATION, "stanza too big");
    } else if (!frame.isFinalFragment()) {
      partial = partial == null ? ctx.alloc().heapBuffer() : partial;
      partial.writeBytes(frame.content());
    } else if (partial == null) {
      fragments = 0;
      element(ctx, ByteBufUtil.getBytes(frame.content()));
    } else {
      partial.writeBytes(frame.content());
      var whole = ByteBufUtil.getBytes(partial);
      drop();
      element(ctx, whole);
    }
  }

  private void element(ChannelHandlerContext ctx, byte[] xml) {
    framesRead++;
    try {
      var element = XmlParser.parse(xml, limits);
      if (element.is("open", StreamHeaders.FRAMING)) {
        ctx.fireChannelRead(opened(element));
      } else if (element.is("close", StreamHeaders.FRAMING)) {
        ended = true;
        ctx.fireChannelRead(new StreamFrame.Close());
      } else {
        ctx.fireChannelRead(new StreamFrame.Element(element, xml.length));
      }
    } catch (XmlException e) {
      malformed(ctx, StreamErrorCondition.of(e.fault()), e.detail());
    }
  }

  private static StreamFrame.Open opened(XmlElement open) {
    return new StreamFrame.Open(
        open.attribute("to"),
        open.attribute("from"),
        open.attribute("version"),
        open.attribute("xml:lang"),
        "jabber:client");
  }

  private void malformed(ChannelHandlerContext ctx, StreamErrorCondition condition, String detail) {
    ended = true;
    drop();
    ctx.fireChannelRead(new StreamFrame.Malformed(condition, detail));
  }

  private void drop() {
    fragments = 0;
    if (partial != null) {
      partial.release();
      partial = null;
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    drop();
  }

  @Override
  public void restart(XmlLimits nextLimits, long bytesMax) {
    limits = nextLimits;
    bytesAllowed = bytesMax == UNBOUNDED ? UNBOUNDED : bytesRead + bytesMax;
  }

  @Override
  public void goOn(XmlLimits nextLimits) {
    limits = nextLimits;
    bytesAllowed = UNBOUNDED;
  }

  @Override
  public boolean isInsideStanza() {
    return partial != null;
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
