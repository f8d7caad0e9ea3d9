package im.balcony.edge.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * A private key as ACME clients leave it: PKCS #8 (RFC 5958), RSA of PKCS #1 (RFC 8017) or EC of
 * SEC 1 (RFC 5915), unencrypted.
 */
public final class PemKey {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ((?:RSA |EC |ENCRYPTED )?PRIVATE KEY)-----([^-]*)-----END");
  private static final byte[] NULL = {0x05, 0x00};
  // The tag of ECPrivateKey.parameters, which holds the curve's object id.
  private static final int EC_PARAMETERS = 0xA0;

  private PemKey() {}

  /** The first key of the file. */
  public static PrivateKey read(Path file) throws TlsUnusableException {
    try {
      return of(Files.readString(file), file.toString());
    } catch (IOException e) {
      throw new TlsUnusableException(
          "%s holds no usable private key: %s".formatted(file, e.getMessage()), e);
    }
  }

  /**
   * The first key of the text.
   *
   * @param file where it comes from, for who has to correct it
   */
  public static PrivateKey of(String pem, String file) throws TlsUnusableException {
    try {
      var block = BLOCK.matcher(pem);
      if (!block.find()) {
        throw new TlsUnusableException("no PEM private key found in " + file);
      }
      byte[] der = Base64.getMimeDecoder().decode(block.group(2));
      return switch (block.group(1)) {
        case "RSA PRIVATE KEY" ->
            rsa(wrap(Der.sequence(Der.objectId("1.2.840.113549.1.1.1"), NULL), der));
        case "EC PRIVATE KEY" ->
            ec(wrap(Der.sequence(Der.objectId("1.2.840.10045.2.1"), curveOf(der)), der));
        case "PRIVATE KEY" -> any(der);
        default ->
            throw new TlsUnusableException(
                "the private key %s is encrypted: store it without a passphrase, mode 0600"
                    .formatted(file));
      };
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new TlsUnusableException(
          "%s holds no usable private key: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static byte[] wrap(byte[] algorithm, byte[] key) {
    return Der.sequence(Der.integer(BigInteger.ZERO), algorithm, Der.octetString(key));
  }

  private static PrivateKey any(byte[] pkcs8) throws GeneralSecurityException {
    GeneralSecurityException last = new GeneralSecurityException("unknown key type");
    for (var algorithm : new String[] {"RSA", "EC", "Ed25519"}) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      } catch (GeneralSecurityException e) {
        last = e;
      }
    }
    throw last;
  }

  private static PrivateKey rsa(byte[] pkcs8) throws GeneralSecurityException {
    return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
  }

  private static PrivateKey ec(byte[] pkcs8) throws GeneralSecurityException {
    return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
  }

  /** The whole object id element inside [0]; SEC 1 keys are short, so all lengths take one byte. */
  private static byte[] curveOf(byte[] sec1) throws GeneralSecurityException {
    int at = (sec1[1] & 0x80) == 0 ? 2 : 2 + (sec1[1] & 0x7F);
    while (at + 1 < sec1.length) {
      int length = sec1[at + 1] & 0xFF;
      if ((sec1[at] & 0xFF) == EC_PARAMETERS) {
        return Arrays.copyOfRange(sec1, at + 2, at + 2 + length);
      }
      at += 2 + length;
    }
    throw new GeneralSecurityException("the EC key does not name its curve");
  }
}
