package im.balcony.edge.bridge;

import akka.actor.typed.ActorRef;
import im.balcony.actors.session.ClientConnection;
import im.balcony.actors.session.ClientItem;
import im.balcony.actors.session.LocalCommand;
import im.balcony.actors.session.SessionCommand;
import im.balcony.edge.codec.FrameSource;
import im.balcony.protocol.stream.StreamError;
import im.balcony.protocol.stream.StreamErrorCondition;
import im.balcony.protocol.stream.StreamFrame;
import im.balcony.protocol.xml.XmlElement;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Joins the channel of a bound client to its session: steps 3 and 8 of a message's way. It stops
 * reading while too much is on its way, and cuts off who is silent or takes nothing.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel
public final class SessionBridge extends ChannelInboundHandlerAdapter
    implements ClientConnection, ConnectionWatch.Watched {
  private static final int NEVER = -1;

  private final Channel channel;
  private final FrameSource source;
  private final ConnectionWatch watch;
  private final BridgeLimits limits;
  private final OutboundHandOver outbound;
  private final AtomicInteger itemsInFlight = new AtomicInteger();
  private volatile boolean paused;
  private volatile @Nullable ActorRef<SessionCommand> session;

  // The rest belongs to the event loop.
  private List<ClientItem> items = List.of();
  private boolean streamEnded;
  private boolean closing;
  private int closeAtSecond = NEVER;
  private long bytesSeen;
  private int heardAtSecond;
  private boolean asked;
  private int framesSeen;
  private int stanzaSinceSecond = NEVER;
  private int stalledSinceSecond = NEVER;

  public SessionBridge(
      Channel channel, FrameSource source, ConnectionWatch watch, BridgeLimits limits) {
    this.channel = channel;
    this.source = source;
    this.watch = watch;
    this.limits = limits;
    this.outbound = new OutboundHandOver(channel, () -> tell(new LocalCommand.Writable(this)));
  }

  /** Before the first frame: the session that takes what comes. */
  public void join(ActorRef<SessionCommand> to) {
    session = to;
  }

  private void tell(SessionCommand command) {
    var to = session;
    if (to != null) {
      to.tell(command);
    }
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    heardAtSecond = watch.nowSeconds();
    bytesSeen = source.bytesRead();
    watch.add(this);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    watch.remove(this);
  }

  // ---- from the client

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (closing && !streamEnded && message instanceof StreamFrame.Close) {
      // Both sides have closed the stream now: nothing is waited for (RFC 6120 4.4).
      streamEnded = true;
      closeWhenWritten();
    }
    if (streamEnded || closing) {
      return;
    }
    if (message instanceof StreamFrame.Element element) {
      if (items.isEmpty()) {
        items = new ArrayList<>(4);
      }
      items.add(StanzaInput.read(element.element()));
    } else if (message instanceof StreamFrame.Close) {
      streamEnded = true;
      passOn();
      tell(new LocalCommand.StreamClosed(this));
    } else if (message instanceof StreamFrame.Malformed malformed) {
      breakOff(malformed.condition(), malformed.detail());
    } else {
      breakOff(StreamErrorCondition.BAD_FORMAT, "a stream header inside a stream");
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    passOn();
  }

  /** One message to the session for all that one read has brought. */
  public void passOn() {
    if (items.isEmpty()) {
      return;
    }
    var passed = items;
    items = List.of();
    if (itemsInFlight.addAndGet(passed.size()) >= limits.stanzasInFlightMax()) {
      paused = true;
      channel.config().setAutoRead(false);
      readAgainIfSettled();
    }
    tell(new LocalCommand.Received(this, passed, System.nanoTime()));
  }

  private void breakOff(StreamErrorCondition condition, String detail) {
    streamEnded = true;
    passOn();
    tell(new LocalCommand.StreamBroken(this, new StreamError(condition, detail)));
  }

  @Override
  public void settled(int count) {
    itemsInFlight.addAndGet(-count);
    if (paused) {
      channel.eventLoop().execute(this::readAgainIfSettled);
    }
  }

  private void readAgainIfSettled() {
    if (paused && itemsInFlight.get() <= limits.stanzasInFlightMax() / 2) {
      paused = false;
      channel.config().setAutoRead(true);
    }
  }

  // ---- to the client

  @Override
  public void write(byte[] xml) {
    outbound.add(xml);
  }

  @Override
  public void flush() {
    outbound.flush();
  }

  @Override
  public boolean isWritable() {
    return outbound.isWritable();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    outbound.wakeSession();
  }

  // ---- time

  @Override
  public void onSecond(int now) {
    if (closeAtSecond != NEVER) {
      if (now >= closeAtSecond) {
        channel.close();
      }
      return;
    }
    if (paused || source.bytesRead() != bytesSeen) {
      bytesSeen = source.bytesRead();
      heardAtSecond = now;
      asked = false;
    }
    if (isStanzaTooSlow(now)) {
      breakOff(StreamErrorCondition.POLICY_VIOLATION, "a stanza took too long");
    } else if (isStalled(now)) {
      giveUp();
    } else if (now - heardAtSecond >= limits.silentSecondsMax()) {
      onSilence(now);
    }
  }

  private boolean isStanzaTooSlow(int now) {
    if (!source.isInsideStanza() || source.framesRead() != framesSeen) {
      framesSeen = source.framesRead();
      stanzaSinceSecond = NEVER;
      return false;
    }
    stanzaSinceSecond = stanzaSinceSecond == NEVER ? now : stanzaSinceSecond;
    return now - stanzaSinceSecond >= limits.stanzaSecondsMax();
  }

  private boolean isStalled(int now) {
    if (channel.isWritable()) {
      stalledSinceSecond = NEVER;
      return false;
    }
    stalledSinceSecond = stalledSinceSecond == NEVER ? now : stalledSinceSecond;
    return now - stalledSinceSecond >= limits.writeSecondsMax();
  }

  private void onSilence(int now) {
    if (!asked) {
      asked = true;
      tell(new LocalCommand.Silent(this));
    } else if (now - heardAtSecond >= limits.silentSecondsMax() + limits.pingAnswerSecondsMax()) {
      // The stream is not closed: who lost the network may resume (XEP-0198 8).
      closing = true;
      writeEnd(new StreamError(StreamErrorCondition.CONNECTION_TIMEOUT).toElement());
      channel.close();
    }
  }

  private void giveUp() {
    closing = true;
    channel.close();
  }

  // ---- the end

  @Override
  public void close(@Nullable XmlElement streamError) {
    outbound.flush();
    channel.eventLoop().execute(() -> closeNow(streamError));
  }

  @Override
  public void drop(@Nullable XmlElement streamError) {
    outbound.flush();
    channel.eventLoop().execute(() -> dropNow(streamError));
  }

  /** Without the end of the stream, on which clients forget their session: docs/adr/0021. */
  private void dropNow(@Nullable XmlElement streamError) {
    if (closing || !channel.isActive()) {
      return;
    }
    closing = true;
    closeAtSecond = watch.nowSeconds() + limits.closeSecondsMax();
    if (streamError != null) {
      channel.write(new StreamFrame.Element(streamError, 0), channel.voidPromise());
    }
    closeWhenWritten();
  }

  private void closeNow(@Nullable XmlElement streamError) {
    if (closing || !channel.isActive()) {
      return;
    }
    closing = true;
    closeAtSecond = watch.nowSeconds() + limits.closeSecondsMax();
    writeEnd(streamError);
    if (streamEnded) {
      closeWhenWritten();
    } else {
      // What still comes is read and dropped: closing over unread bytes would make the system
      // throw away what we have just written.
      paused = false;
      channel.config().setAutoRead(true);
    }
  }

  private void closeWhenWritten() {
    channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
  }

  private void writeEnd(@Nullable XmlElement streamError) {
    if (streamError != null) {
      channel.write(new StreamFrame.Element(streamError, 0), channel.voidPromise());
    }
    channel.writeAndFlush(new StreamFrame.Close(), channel.voidPromise());
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    passOn();
    closing = true;
    tell(new LocalCommand.ConnectionLost(this));
    watch.remove(this);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    // The connection is lost and the session knows what to do.
    ConnectionFaults.note(cause);
    ctx.close();
  }
}
