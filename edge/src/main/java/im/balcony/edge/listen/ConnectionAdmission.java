package im.balcony.edge.listen;

import im.balcony.edge.proxy.ClientAddress;
import im.balcony.edge.settings.ConnectionLimits;
import io.netty.channel.Channel;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** How many connections there are, in all and of each address, before login and after. */
public final class ConnectionAdmission {
  private static final int IPV6_NETWORK_BYTES = 8;

  private final ConnectionLimits limits;
  private final Map<String, Counts> byAddress = new HashMap<>();
  private final Counts all = new Counts();

  private static final class Counts {
    private int connections;
    private int strangers;
  }

  /** A connection's place; it is given back once. */
  public final class Place {
    private final String address;
    private boolean isStranger = true;
    private boolean isTaken = true;

    private Place(String address) {
      this.address = address;
    }

    /** It is no stranger's any more. */
    public void loggedIn() {
      synchronized (ConnectionAdmission.this) {
        if (isTaken && isStranger) {
          isStranger = false;
          all.strangers--;
          counts(address).strangers--;
        }
      }
    }

    void leave() {
      synchronized (ConnectionAdmission.this) {
        loggedIn();
        if (isTaken) {
          isTaken = false;
          all.connections--;
          var here = counts(address);
          if (--here.connections == 0) {
            byAddress.remove(address);
          }
        }
      }
    }
  }

  public ConnectionAdmission(ConnectionLimits limits) {
    this.limits = limits;
  }

  /**
   * The channel's place until it closes; empty, and the channel closed, when there are too many.
   */
  @SuppressWarnings("FutureReturnValueIgnored") // refused: nobody waits for its end
  public Optional<Place> admit(Channel channel) {
    var place = ClientAddress.of(channel).flatMap(from -> admit(from.getAddress()));
    place.ifPresentOrElse(
        taken -> channel.closeFuture().addListener(closed -> taken.leave()), channel::close);
    return place;
  }

  /** Empty when there are too many already. */
  synchronized Optional<Place> admit(InetAddress from) {
    var address = network(from);
    var here = counts(address);
    boolean isFull =
        all.connections >= limits.totalMax()
            || all.strangers >= limits.beforeLoginTotalMax()
            || here.connections >= limits.perAddressMax()
            || here.strangers >= limits.beforeLoginPerAddressMax();
    if (isFull) {
      if (here.connections == 0) {
        byAddress.remove(address);
      }
      return Optional.empty();
    }
    here.connections++;
    here.strangers++;
    all.connections++;
    all.strangers++;
    return Optional.of(new Place(address));
  }

  synchronized int connections() {
    return all.connections;
  }

  synchronized int strangers() {
    return all.strangers;
  }

  private Counts counts(String address) {
    return byAddress.computeIfAbsent(address, unknown -> new Counts());
  }

  /** One customer holds a whole IPv6 /64, so that counts as one address. */
  public static String network(InetAddress address) {
    byte[] bytes = address.getAddress();
    return bytes.length == 4
        ? address.getHostAddress()
        : HexFormat.of().formatHex(bytes, 0, IPV6_NETWORK_BYTES);
  }
}
