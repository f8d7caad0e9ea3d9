package im.balcony.edge.push;

import im.balcony.edge.tls.PemKey;
import im.balcony.edge.tls.TlsUnusableException;
import im.balcony.protocol.webpush.P256;
import java.nio.file.Path;
import java.security.interfaces.ECPrivateKey;

/** Private keys as they lie in files. */
final class KeyFiles {
  private KeyFiles() {}

  /** What is wrong says which setting it is and what to do; never what is in the file. */
  static ECPrivateKey p256(String setting, String file) {
    try {
      return P256.privateKeyOf(PemKey.read(Path.of(file)).getEncoded())
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "%s: %s holds a key of another kind: a private key of the curve P-256 is needed"
                          .formatted(setting, file)));
    } catch (TlsUnusableException e) {
      throw new IllegalArgumentException("%s: %s".formatted(setting, e.getMessage()), e);
    }
  }
}
