package im.balcony.edge.cluster;

import com.typesafe.config.Config;
import im.balcony.edge.StartProblem;
import im.balcony.edge.tls.ClusterCertificate;
import im.balcony.edge.tls.TlsUnusableException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;

/** Keeps the port between the nodes from being open to anybody by accident (A25). */
public final class ClusterBinding {
  private ClusterBinding() {}

  /** Refuses an open port, and TLS that the other nodes would not take. */
  public static void requirePrivate(Config config) throws StartProblem {
    var host = config.getString("balcony.cluster.host");
    var certificate = certificate(config);
    if (certificate.isEmpty()
        && !config.getBoolean("balcony.cluster.private-network")
        && !isLoopback(host)) {
      throw new StartProblem(
          "balcony.cluster.host = %s is not loopback: name the PEM files of balcony.cluster.tls, or say balcony.cluster.private-network = on if nobody else can reach it"
              .formatted(host));
    }
  }

  private static Optional<X509Certificate> certificate(Config config) throws StartProblem {
    try {
      var files = ClusterCertificate.from(config.getConfig("balcony.cluster.tls"));
      return files.isEmpty() ? Optional.empty() : Optional.of(files.get().read(Instant.now()));
    } catch (TlsUnusableException e) {
      throw new StartProblem("balcony.cluster.tls: " + e.getMessage(), e);
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
