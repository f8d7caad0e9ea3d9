package im.balcony.edge.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Whose certificates prove who another server is (RFC 6120 13.7.1). */
public final class PeerTrust {
  // A certificate of a server is good for both ends of its streams: authorities no longer say that
  // it is one of a client as well.
  private static final String ANY_EXCHANGE = "UNKNOWN";

  private final X509TrustManager authorities;

  private PeerTrust(X509TrustManager authorities) {
    this.authorities = authorities;
  }

  /**
   * Trusts these authorities.
   *
   * @param file PEM; empty for those that Java knows
   */
  public static PeerTrust open(String file) throws TlsUnusableException {
    try {
      KeyStore store = null;
      if (!file.isEmpty()) {
        store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (var in = Files.newInputStream(Path.of(file))) {
          for (var each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
            store.setCertificateEntry("authority-" + store.size(), each);
          }
        }
      }
      return new PeerTrust(manager(store));
    } catch (IOException | GeneralSecurityException e) {
      throw new TlsUnusableException(
          "balcony.edge.s2s.ca-file: %s holds no usable certificates: %s"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static X509TrustManager manager(@Nullable KeyStore store)
      throws GeneralSecurityException {
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    for (var manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager found) {
        return found;
      }
    }
    throw new GeneralSecurityException("no trust manager for X.509");
  }

  /** Whether the peer of this TLS has proved that it is the server of this domain. */
  public boolean proves(TlsHandler tls, String domain) {
    try {
      var peer = tls.engine().getSession().getPeerCertificates();
      var chain = new X509Certificate[peer.length];
      for (int i = 0; i < peer.length; i++) {
        chain[i] = (X509Certificate) peer[i];
      }
      return proves(chain, domain);
    } catch (SSLPeerUnverifiedException none) {
      return false;
    }
  }

  boolean proves(X509Certificate[] chain, String domain) {
    if (chain.length == 0 || !CertificateNames.fit(chain[0], domain)) {
      return false;
    }
    try {
      authorities.checkServerTrusted(chain, ANY_EXCHANGE);
      return true;
    } catch (CertificateException e) {
      return false;
    }
  }
}
