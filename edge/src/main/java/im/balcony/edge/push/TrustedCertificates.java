package im.balcony.edge.push;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Whom providers have to show themselves to be. */
final class TrustedCertificates {
  private TrustedCertificates() {}

  /**
   * Wrong certificates are an {@link IllegalArgumentException} that says what to do.
   *
   * @param file PEM; null for Java's own
   */
  static SSLContext context(@Nullable String file) {
    try {
      if (file == null) {
        return SSLContext.getDefault();
      }
      var store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      try (var in = Files.newInputStream(Path.of(file))) {
        for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
          store.setCertificateEntry("trusted-" + store.size(), certificate);
        }
      }
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      var context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "balcony.push.gateway.trusted-certificates-file: %s holds no usable certificates: %s"
              .formatted(file, e.getMessage()),
          e);
    }
  }
}
