package im.balcony.edge.tls;

import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.security.spec.PSSParameterSpec;
import java.util.Locale;
import java.util.Optional;

/** The channel binding {@code tls-server-end-point}: a hash of the certificate, RFC 5929 4.1. */
final class ServerEndPoint {
  private ServerEndPoint() {}

  /** Empty when the certificate's signature names no hash: then the binding is undefined. */
  static Optional<byte[]> of(X509Certificate certificate) {
    try {
      var hash = hashOf(certificate);
      return hash.isEmpty()
          ? Optional.empty()
          : Optional.of(MessageDigest.getInstance(hash).digest(certificate.getEncoded()));
    } catch (GeneralSecurityException | java.io.IOException e) {
      return Optional.empty();
    }
  }

  private static String hashOf(X509Certificate certificate)
      throws GeneralSecurityException, java.io.IOException {
    var signature = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
    if (signature.equals("RSASSA-PSS")) {
      var parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
      parameters.init(certificate.getSigAlgParams());
      signature = parameters.getParameterSpec(PSSParameterSpec.class).getDigestAlgorithm();
    }
    if (signature.startsWith("MD5") || signature.matches("SHA-?1($|WITH.*)")) {
      return "SHA-256"; // weak hashes are replaced, RFC 5929 4.1
    }
    for (var bits : new String[] {"224", "256", "384", "512"}) {
      if (signature.matches("SHA-?" + bits + "($|WITH.*)")) {
        return "SHA-" + bits;
      }
    }
    return "";
  }
}
