package im.balcony.persistence.cassandra;

import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.context.DriverContext;
import com.datastax.oss.driver.api.core.session.ProgrammaticArguments;
import com.datastax.oss.driver.internal.core.context.DefaultDriverContext;
import com.datastax.oss.driver.internal.core.context.DefaultNettyOptions;
import com.datastax.oss.driver.internal.core.context.InternalDriverContext;
import com.datastax.oss.driver.internal.core.context.NettyOptions;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Sessions whose connections wait by epoll itself. The driver always takes NIO, which costs more
 * for each of the many small writes and answers of a journal. For machines where epoll loads.
 */
final class EpollSessionBuilder extends CqlSessionBuilder {
  @Override
  protected DriverContext buildContext(DriverConfigLoader loader, ProgrammaticArguments arguments) {
    return new DefaultDriverContext(loader, arguments) {
      @Override
      protected NettyOptions buildNettyOptions() {
        return new EpollOptions(this);
      }
    };
  }

  private static final class EpollOptions extends DefaultNettyOptions {
    private final EventLoopGroup loops;

    EpollOptions(InternalDriverContext context) {
      super(context);
      var threads =
          context.getConfig().getDefaultProfile().getInt(DefaultDriverOption.NETTY_IO_SIZE);
      loops =
          new EpollEventLoopGroup(
              threads, new DefaultThreadFactory(context.getSessionName() + "-epoll", true));
    }

    @Override
    public EventLoopGroup ioEventLoopGroup() {
      return loops;
    }

    @Override
    public Class<? extends Channel> channelClass() {
      return EpollSocketChannel.class;
    }

    @Override
    public Future<Void> onClose() {
      var unused = loops.shutdownGracefully(0, 15, TimeUnit.SECONDS);
      return super.onClose();
    }
  }
}
