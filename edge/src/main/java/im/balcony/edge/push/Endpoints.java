package im.balcony.edge.push;

import im.balcony.actors.port.PushDevice;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which addresses that clients name are spoken to: those of the push services that the operator
 * admits, and never one of a network of our own, else a client could have us ask what it cannot
 * reach itself.
 */
final class Endpoints {
  private static final int FIRST_BYTE_OF_SHARED = 100;
  private static final int SHARED_MASK = 0xC0;
  private static final int SHARED = 0x40;
  private static final int UNIQUE_LOCAL_MASK = 0xFE;
  private static final int UNIQUE_LOCAL = 0xFC;
  private static final int FIRST_RESERVED = 240;
  private static final int IPV4_BYTES = 4;

  private final List<Admitted> admitted;
  private final boolean privateAddresses;

  private record Admitted(String host, int port) {
    static Admitted of(String text) {
      var lower = text.toLowerCase(Locale.ROOT);
      int colon = lower.lastIndexOf(':');
      return colon < 0
          ? new Admitted(lower, HttpsUrls.USUAL_PORT)
          : new Admitted(lower.substring(0, colon), Integer.parseInt(lower.substring(colon + 1)));
    }

    boolean admits(String other, int otherPort) {
      return port == otherPort && (other.equals(host) || other.endsWith("." + host));
    }
  }

  Endpoints(WebPushSettings settings) {
    try {
      this.admitted = settings.hosts().stream().map(Admitted::of).toList();
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "balcony.push.gateway.webpush.hosts: write each as host or host:port", e);
    }
    this.privateAddresses = settings.privateAddresses();
  }

  /** The address, if it is one that may be spoken to. */
  Optional<URI> admitted(String endpoint) {
    return endpoint.length() > PushDevice.ENDPOINT_CHARS_MAX
        ? Optional.empty()
        : HttpsUrls.read(endpoint)
            .filter(
                url -> {
                  var host = url.getHost().toLowerCase(Locale.ROOT);
                  int port = HttpsUrls.port(url);
                  return admitted.stream().anyMatch(each -> each.admits(host, port));
                });
  }

  /**
   * Looks the name up, which may take a while. Java keeps what it finds for longer than the request
   * that follows takes, so that both speak of the same address.
   *
   * @throws UnknownHostException when it has no address, or one of a network of our own
   */
  void requirePublic(URI url) throws UnknownHostException {
    for (var address : InetAddress.getAllByName(url.getHost())) {
      if (!privateAddresses && !isPublic(address)) {
        throw new UnknownHostException("a push service with an address that is not public");
      }
    }
  }

  /** Not of RFC 1918, 3927, 4193, 6598 or the like. */
  static boolean isPublic(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    var bytes = address.getAddress();
    int first = bytes[0] & 0xFF;
    if (bytes.length == IPV4_BYTES) {
      return first != 0
          && first < FIRST_RESERVED
          && !(first == FIRST_BYTE_OF_SHARED && (bytes[1] & SHARED_MASK) == SHARED);
    }
    return (first & UNIQUE_LOCAL_MASK) != UNIQUE_LOCAL;
  }
}
