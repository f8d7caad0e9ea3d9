package im.balcony.edge.s2s;

import im.balcony.edge.codec.StreamFrameDecoder;
import im.balcony.edge.codec.StreamFrameEncoder;
import im.balcony.edge.settings.S2sSettings.RouteTls;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.dialback.Dialback;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Opens streams to other servers, address by address, until one of them does. */
final class OutboundDialer {
  private static final int WRITE_LOW_BYTES = 64 * 1024;
  private static final int WRITE_HIGH_BYTES = 256 * 1024;

  private final ServerServices services;
  private final TargetSource targets;
  private final ChannelGroup channels;
  private final Incoming incoming;
  private final StreamFrameEncoder framesOut = new StreamFrameEncoder(OutboundStream.SERVER);

  /** Its channels are put into this group. */
  OutboundDialer(
      ServerServices services, TargetSource targets, ChannelGroup channels, Incoming incoming) {
    this.services = services;
    this.targets = targets;
    this.channels = channels;
    this.incoming = incoming;
  }

  /** Tells the owner how it went; on the event loop. */
  void open(OutboundTask task, OutboundOwner owner) {
    var attempt = new Attempt(task, owner);
    var unused =
        targets
            .find(task.theirs())
            .whenCompleteAsync(
                (found, problem) -> attempt.begin(found == null ? List.of() : found),
                services.loop());
  }

  /** One try after the other; what comes after the first stream that stands is its owner's. */
  private final class Attempt implements OutboundOwner {
    private final OutboundTask task;
    private final OutboundOwner owner;
    private final Deque<Target> left = new ArrayDeque<>();
    private boolean isDecided;

    Attempt(OutboundTask task, OutboundOwner owner) {
      this.task = task;
      this.owner = owner;
    }

    void begin(List<Target> found) {
      left.addAll(found);
      next(StanzaError.remoteServerNotFound().withText("the domain has no server"));
    }

    private void next(StanzaError why) {
      var target = left.poll();
      if (target == null) {
        owner.ended(why);
        return;
      }
      connect(target).addListener((ChannelFuture done) -> connected(done.isSuccess()));
    }

    private void connected(boolean isConnected) {
      // A connection tells by itself how it ends.
      if (!isConnected) {
        next(StanzaError.remoteServerTimeout().withText("no connection to the other server"));
      }
    }

    private ChannelFuture connect(Target target) {
      return new Bootstrap()
          .group(services.loop())
          .channel(NioSocketChannel.class)
          .option(
              ChannelOption.CONNECT_TIMEOUT_MILLIS,
              services.settings().outbound().connectMillisMax())
          .option(ChannelOption.TCP_NODELAY, true)
          .option(ChannelOption.SO_KEEPALIVE, true)
          .option(
              ChannelOption.WRITE_BUFFER_WATER_MARK,
              new WriteBufferWaterMark(WRITE_LOW_BYTES, WRITE_HIGH_BYTES))
          .handler(
              new ChannelInitializer<Channel>() {
                @Override
                protected void initChannel(Channel channel) {
                  pipeline(channel, target);
                }
              })
          .connect(target.address());
    }

    private void pipeline(Channel channel, Target target) {
      boolean isDirect = target.tls() == RouteTls.DIRECT;
      var in =
          new StreamFrameDecoder(
              services.beforeProof(), services.settings().inbound().authenticationBytesMax());
      if (isDirect) {
        channel
            .pipeline()
            .addLast(
                "tls", services.tls().newHandlerTo(channel.alloc(), task.ours(), task.theirs()));
      }
      boolean mayBeClear = target.tls() == RouteTls.NONE;
      channel
          .pipeline()
          .addLast("frames-in", in)
          .addLast("frames-out", framesOut)
          .addLast(
              "stream",
              new OutboundStream(services, task, this, incoming, in, isDirect, mayBeClear));
      channels.add(channel);
    }

    @Override
    public void ready(Carrier stream) {
      isDecided = true;
      owner.ready(stream);
    }

    @Override
    public void answered(Dialback answer) {
      isDecided = true;
      owner.answered(answer);
    }

    @Override
    public void acknowledged(long handled) {
      owner.acknowledged(handled);
    }

    @Override
    public void writable() {
      owner.writable();
    }

    @Override
    public void ended(StanzaError why) {
      if (isDecided) {
        owner.ended(why);
      } else {
        next(why);
      }
    }
  }
}
