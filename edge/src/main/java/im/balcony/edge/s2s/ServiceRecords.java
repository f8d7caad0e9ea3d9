package im.balcony.edge.s2s;

import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.DnsNameResolverTimeoutException;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** A look-up of one name's SRV records, for who can wait for it. */
public final class ServiceRecords {
  private static final int MILLIS_MAX = 3000;

  private ServiceRecords() {}

  /**
   * How many there are; none as well where the name servers know no such name.
   *
   * @throws IOException if no name server has answered in time
   */
  public static int count(String name) throws IOException {
    var group = new NioEventLoopGroup(1);
    try (var resolver =
        new DnsNameResolverBuilder(group.next())
            .datagramChannelFactory(NioDatagramChannel::new)
            .socketChannelFactory(NioSocketChannel::new)
            .queryTimeoutMillis(MILLIS_MAX)
            .build()) {
      var answer =
          resolver
              .resolveAll(new DefaultDnsQuestion(name + ".", DnsRecordType.SRV))
              .awaitUninterruptibly();
      if (answer.isSuccess()) {
        int count = 0;
        for (var record : answer.getNow()) {
          count += record.type().equals(DnsRecordType.SRV) ? 1 : 0;
          ReferenceCountUtil.release(record);
        }
        return count;
      }
      for (var cause = answer.cause(); cause != null; cause = cause.getCause()) {
        if (cause instanceof DnsNameResolverTimeoutException) {
          throw new IOException("no answer within %d ms".formatted(MILLIS_MAX), cause);
        }
      }
      return 0;
    } finally {
      group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
  }
}
