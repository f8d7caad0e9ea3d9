package im.balcony.edge.bosh;

import io.netty.channel.AbstractChannel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelMetadata;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A channel without a socket: what is flushed waits in its buffer until a request can carry it, so
 * that back-pressure works as on a socket.
 */
public final class BoshChannel extends AbstractChannel {
  private static final ChannelMetadata METADATA = new ChannelMetadata(false);

  private final ChannelConfig config;
  private final SocketAddress remote;
  private final BoshSession session;
  private boolean isOpen = true;

  BoshChannel(BoshSession session, SocketAddress remote, WriteBufferWaterMark waterMark) {
    super(null);
    this.session = session;
    this.remote = remote;
    this.config = new DefaultChannelConfig(this).setWriteBufferWaterMark(waterMark);
  }

  /** What was flushed and not taken yet; the first of it, null when there is none. */
  @Nullable Object firstFlushed() {
    var buffer = unsafe().outboundBuffer();
    return buffer == null ? null : buffer.current();
  }

  void removeFirstFlushed() {
    var buffer = unsafe().outboundBuffer();
    if (buffer != null) {
      buffer.remove();
    }
  }

  /** The handlers may want to write again. */
  @Override
  protected void doWrite(ChannelOutboundBuffer in) {
    session.flushed();
  }

  @Override
  protected Object filterOutboundMessage(Object message) {
    return message;
  }

  @Override
  protected void doBeginRead() {
    session.readAgain();
  }

  @Override
  protected void doClose() {
    isOpen = false;
    session.closed();
  }

  @Override
  protected void doDisconnect() {
    doClose();
  }

  @Override
  protected void doBind(SocketAddress local) {
    throw new UnsupportedOperationException("no socket");
  }

  @Override
  public boolean isOpen() {
    return isOpen;
  }

  @Override
  public boolean isActive() {
    return isOpen;
  }

  @Override
  public ChannelConfig config() {
    return config;
  }

  @Override
  public ChannelMetadata metadata() {
    return METADATA;
  }

  @Override
  protected boolean isCompatible(EventLoop loop) {
    return true;
  }

  @Override
  protected SocketAddress localAddress0() {
    return remote;
  }

  @Override
  protected SocketAddress remoteAddress0() {
    return remote;
  }

  @Override
  protected AbstractUnsafe newUnsafe() {
    return new AbstractUnsafe() {
      @Override
      public void connect(SocketAddress to, SocketAddress from, ChannelPromise promise) {
        promise.setFailure(new UnsupportedOperationException("no socket"));
      }
    };
  }
}
