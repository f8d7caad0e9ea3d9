package im.balcony.edge.settings;

import com.typesafe.config.Config;
import java.net.InetAddress;
import java.util.List;

/**
 * Who speaks for others by the PROXY protocol: {@code balcony.edge.proxy-protocol}.
 *
 * @param trusted networks whose connections begin with its header, all of them
 * @param headerSecondsMax until the header is there
 * @param tlvBytesMax what version 2 may add behind the addresses
 * @param waitingMax connections of one listener's group without their header
 */
public record ProxySettings(
    List<AddressRange> trusted, int headerSecondsMax, int tlvBytesMax, int waitingMax) {

  public ProxySettings {
    trusted = List.copyOf(trusted);
  }

  static ProxySettings from(Config proxy) {
    try {
      return new ProxySettings(
          proxy.getStringList("trusted").stream().map(AddressRange::parse).toList(),
          proxy.getInt("header-seconds-max"),
          proxy.getInt("tlv-bytes-max"),
          proxy.getInt("waiting-max"));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "balcony.edge.proxy-protocol.trusted: " + e.getMessage(), e);
    }
  }

  /** Whether a connection from there begins with a header. */
  public boolean isTrusted(InetAddress peer) {
    return trusted.stream().anyMatch(range -> range.contains(peer));
  }
}
