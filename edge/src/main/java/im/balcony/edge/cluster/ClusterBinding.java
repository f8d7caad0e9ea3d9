package im.balcony.edge.cluster;

import com.typesafe.config.Config;
import im.balcony.edge.StartProblem;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Keeps the port between the nodes from being open to anybody by accident. */
public final class ClusterBinding {
  private ClusterBinding() {}

  public static void requirePrivate(Config config) throws StartProblem {
    var host = config.getString("balcony.cluster.host");
    var tls = !config.getString("balcony.cluster.tls.key-file").isEmpty();
    if (!tls && !config.getBoolean("balcony.cluster.private-network") && !isLoopback(host)) {
      throw new StartProblem(
          "balcony.cluster.host = %s is not loopback: name the PEM files of balcony.cluster.tls, or say balcony.cluster.private-network = on if nobody else can reach it"
              .formatted(host));
    }
  }

  private static boolean isLoopback(String host) throws StartProblem {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new StartProblem(
          "balcony.cluster.host = %s is not an address of this machine: correct it".formatted(host),
          e);
    }
  }
}
