package im.balcony.edge.doctor;

import com.typesafe.config.Config;
import im.balcony.edge.StartProblem;
import im.balcony.edge.cluster.ClusterBinding;
import im.balcony.edge.tls.ClusterCertificate;
import im.balcony.edge.tls.TlsUnusableException;
import java.time.Instant;

/** Who can reach the port between the nodes. */
final class ClusterPortCheck {
  private ClusterPortCheck() {}

  static Finding of(Config config) {
    try {
      ClusterBinding.requirePrivate(config);
      var files = ClusterCertificate.from(config.getConfig("balcony.cluster.tls"));
      if (files.isPresent()) {
        return CertificateEnd.finding(
            files.get().chain(), files.get().read(Instant.now()), "between nodes");
      }
    } catch (StartProblem | TlsUnusableException e) {
      return Finding.wrong(String.valueOf(e.getMessage()));
    }
    var host = config.getString("balcony.cluster.host");
    return config.getBoolean("balcony.cluster.private-network")
        ? Finding.weak(
            "nodes speak in the clear on %s: nobody else may reach that network".formatted(host))
        : Finding.well("nodes are reached on loopback only (%s)".formatted(host));
  }
}
