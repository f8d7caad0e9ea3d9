package im.balcony.edge.tls;

import com.typesafe.config.Config;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The PEM files by which the nodes of a cluster know each other: {@code balcony.cluster.tls}. Both
 * sides of a connection show a certificate of the same authority that shares a name with the
 * other's (its CN or one of its alternative names).
 */
public record ClusterCertificate(Path chain, Path key, Path authority) {
  private static final List<String> SETTINGS = List.of("certificate-file", "key-file", "ca-file");

  /**
   * Nothing when no file is named.
   *
   * @param tls {@code balcony.cluster.tls}
   * @throws TlsUnusableException if some are named and some are not: then the nodes would speak in
   *     the clear
   */
  public static Optional<ClusterCertificate> from(Config tls) throws TlsUnusableException {
    var missing = SETTINGS.stream().filter(name -> tls.getString(name).isEmpty()).toList();
    if (missing.size() == SETTINGS.size()) {
      return Optional.empty();
    }
    if (!missing.isEmpty()) {
      throw new TlsUnusableException(
          "balcony.cluster.tls lacks %s: name all three PEM files, or none".formatted(missing));
    }
    return Optional.of(
        new ClusterCertificate(
            Path.of(tls.getString("certificate-file")),
            Path.of(tls.getString("key-file")),
            Path.of(tls.getString("ca-file"))));
  }

  /** The certificate, once it is known that the other nodes will take it. */
  public X509Certificate read(Instant now) throws TlsUnusableException {
    var files = new CertificateFiles(List.of(), chain, key);
    var certificate = files.read(now).get(0);
    var privateKey = PemKey.read(key);
    if (!privateKey.getAlgorithm().equals("RSA")) {
      throw new TlsUnusableException(
          "the key %s is %s: between nodes it must be RSA"
              .formatted(key, privateKey.getAlgorithm()));
    }
    KeyMatch.require(privateKey, certificate, files);
    requireSigned(certificate);
    return certificate;
  }

  private void requireSigned(X509Certificate certificate) throws TlsUnusableException {
    CertificateFiles.requireReadable(authority, "certificate of the authority");
    try (InputStream in = Files.newInputStream(authority)) {
      var signer = CertificateFactory.getInstance("X.509").generateCertificate(in);
      certificate.verify(signer.getPublicKey());
    } catch (IOException | GeneralSecurityException e) {
      throw new TlsUnusableException(
          "the certificate in %s is not signed by the one in %s itself (an authority between them is not supported): %s"
              .formatted(chain, authority, e.getMessage()),
          e);
    }
  }
}
