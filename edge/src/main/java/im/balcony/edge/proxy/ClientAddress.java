package im.balcony.edge.proxy;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import java.net.InetSocketAddress;
import java.util.Optional;

/** Where a connection comes from: its peer, or whom a trusted proxy speaks for. */
public final class ClientAddress {
  private static final AttributeKey<InetSocketAddress> TOLD =
      AttributeKey.valueOf(ClientAddress.class, "told");

  private ClientAddress() {}

  static void tell(Channel channel, InetSocketAddress address) {
    channel.attr(TOLD).set(address);
  }

  /** Whether a trusted proxy has said it. */
  public static boolean isTold(Channel channel) {
    return channel.attr(TOLD).get() != null;
  }

  /** Empty for a channel that is no connection of the Internet's. */
  public static Optional<InetSocketAddress> of(Channel channel) {
    var told = channel.attr(TOLD).get();
    if (told != null) {
      return Optional.of(told);
    }
    return channel.remoteAddress() instanceof InetSocketAddress peer
        ? Optional.of(peer)
        : Optional.empty();
  }
}
