package im.balcony.edge.doctor;

import com.typesafe.config.Config;
import im.balcony.edge.settings.EdgeSettings;
import im.balcony.edge.tls.TlsUnusableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The certificates that clients will see. */
final class TlsCheck {
  private static final Duration SOON = Duration.ofDays(14);

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
              "TLS: a self-signed certificate, for development only: name PEM files in balcony.edge.tls"));
    }
    var findings = new ArrayList<Finding>();
    var now = Instant.now();
    for (var file : files) {
      try {
        var end = file.read(now).get(0).getNotAfter().toInstant();
        findings.add(
            end.isBefore(now.plus(SOON))
                ? Finding.weak(
                    "the certificate in %s ends on %s: renew it".formatted(file.chain(), end))
                : Finding.well(
                    "the certificate in %s is good until %s".formatted(file.chain(), end)));
      } catch (TlsUnusableException e) {
        findings.add(Finding.wrong(String.valueOf(e.getMessage())));
      }
    }
    return findings;
  }
}
