package im.balcony.edge.doctor;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

/** How long a certificate is good for. */
final class CertificateEnd {
  private static final Duration SOON = Duration.ofDays(14);

  private CertificateEnd() {}

  /**
   * @param where what it is for, "between nodes" say; empty for clients
   */
  static Finding finding(Path file, X509Certificate certificate, String where) {
    var end = certificate.getNotAfter().toInstant();
    var what = "the certificate %sin %s".formatted(where.isEmpty() ? "" : where + " ", file);
    return end.isBefore(Instant.now().plus(SOON))
        ? Finding.weak("%s ends on %s: renew it".formatted(what, end))
        : Finding.well("%s is good until %s".formatted(what, end));
  }
}
