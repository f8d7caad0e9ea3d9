package im.balcony.edge.cluster;

import akka.cluster.Member;
import im.balcony.edge.StartProblem;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** The cluster port of a node. */
public record NodeAddress(String host, int port) {
  private static final int PORT_MAX = 65_535;
  private static final int CONNECT_MILLIS_MAX = 1_000;

  /** Reads {@code HOST:PORT}. */
  public static NodeAddress parse(String text) throws StartProblem {
    var colon = text.lastIndexOf(':');
    if (colon > 0 && text.substring(colon + 1).matches("\\d{1,5}")) {
      var port = Integer.parseInt(text.substring(colon + 1));
      if (port > 0 && port <= PORT_MAX) {
        return new NodeAddress(text.substring(0, colon), port);
      }
    }
    throw new StartProblem(
        "\"%s\" is not the address of a node: write --join HOST:PORT with the cluster port it prints when ready"
            .formatted(text));
  }

  public static NodeAddress of(Member member) {
    var address = member.address();
    return new NodeAddress(address.getHost().orElse(""), address.getPort().orElse(0));
  }

  /** Whether something listens there: a node that is gone is passed over at once. */
  boolean isListening() {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS_MAX);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
