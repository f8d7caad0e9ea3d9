package im.balcony.edge.settings;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/** An address to listen on, as an operator writes it. */
public final class BindAddress {
  private BindAddress() {}

  public static InetSocketAddress of(String host, int port) {
    return new InetSocketAddress(host, port);
  }

  static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
