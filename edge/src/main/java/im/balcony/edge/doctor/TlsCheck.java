package im.balcony.edge.doctor;

import com.typesafe.config.Config;
import im.balcony.edge.settings.EdgeSettings;
import im.balcony.edge.tls.TlsUnusableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The certificates that clients will see. */
final class TlsCheck {
  private TlsCheck() {}

  static List<Finding> of(Config config) {
    EdgeSettings settings;
    try {
      settings = EdgeSettings.from(config);
    } catch (IllegalArgumentException e) {
      return List.of(Finding.wrong(String.valueOf(e.getMessage())));
    }
    var files = settings.tls().certificates();
    if (files.isEmpty()) {
      return List.of(
          Finding.weak(
              "TLS: a self-signed certificate, for development only: name PEM files in"
                  + " balcony.edge.tls"));
    }
    var findings = new ArrayList<Finding>();
    var now = Instant.now();
    for (var file : files) {
      try {
        findings.add(CertificateEnd.finding(file.chain(), file.read(now).get(0), ""));
      } catch (TlsUnusableException e) {
        findings.add(Finding.wrong(String.valueOf(e.getMessage())));
      }
    }
    return findings;
  }
}
