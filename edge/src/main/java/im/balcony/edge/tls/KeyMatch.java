package im.balcony.edge.tls;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;

/** Tells a key that belongs to another certificate before a client has to find out. */
final class KeyMatch {
  private static final byte[] PROBE = "balcony".getBytes(StandardCharsets.US_ASCII);

  private KeyMatch() {}

  static void require(PrivateKey key, X509Certificate certificate, CertificateFiles files)
      throws TlsUnusableException {
    if (!fits(key, certificate)) {
      throw new TlsUnusableException(
          "the key %s does not belong to the certificate %s".formatted(files.key(), files.chain()));
    }
  }

  private static boolean fits(PrivateKey key, X509Certificate certificate) {
    try {
      var signature = Signature.getInstance(algorithm(key.getAlgorithm()));
      signature.initSign(key);
      signature.update(PROBE);
      var signed = signature.sign();
      signature.initVerify(certificate.getPublicKey());
      signature.update(PROBE);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static String algorithm(String keyAlgorithm) {
    return switch (keyAlgorithm) {
      case "RSA" -> "SHA256withRSA";
      case "EC" -> "SHA256withECDSA";
      default -> keyAlgorithm;
    };
  }
}
