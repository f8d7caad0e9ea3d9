package im.balcony.edge.listen;

import im.balcony.edge.bridge.ConnectionWatch;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.util.IdentityHashMap;
import java.util.Objects;

/** The threads that read and write sockets: epoll where it loads, else NIO. */
final class EventLoops {
  private final boolean isNative;
  private final EventLoopGroup group;
  private final IdentityHashMap<EventExecutor, ConnectionWatch> watches = new IdentityHashMap<>();

  EventLoops(boolean wantsNative, int threads) {
    this.isNative = wantsNative && Epoll.isAvailable();
    int count = threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
    var names = new DefaultThreadFactory("edge");
    this.group =
        isNative ? new EpollEventLoopGroup(count, names) : new NioEventLoopGroup(count, names);
    for (var loop : group) {
      watches.put(loop, ConnectionWatch.on((EventLoop) loop));
    }
  }

  EventLoopGroup group() {
    return group;
  }

  Class<? extends ServerChannel> serverChannel() {
    return isNative ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
  }

  ConnectionWatch watchOf(EventLoop loop) {
    return Objects.requireNonNull(watches.get(loop), "a loop of another group");
  }

  String name() {
    return isNative ? "epoll" : "NIO";
  }
}
