package im.balcony.protocol.sasl;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A member of the SCRAM family, named without "-PLUS", and its hash (RFC 5802 section 4, RFC 7677).
 */
public enum ScramMechanism {
  SCRAM_SHA_1("SCRAM-SHA-1", "SHA-1", "HmacSHA1", 20),
  SCRAM_SHA_256("SCRAM-SHA-256", "SHA-256", "HmacSHA256", 32);

  private final String saslName;
  private final String hashAlgorithm;
  private final String macAlgorithm;
  private final int hashBytes;

  ScramMechanism(String saslName, String hashAlgorithm, String macAlgorithm, int hashBytes) {
    this.saslName = saslName;
    this.hashAlgorithm = hashAlgorithm;
    this.macAlgorithm = macAlgorithm;
    this.hashBytes = hashBytes;
  }

  public static Optional<ScramMechanism> byName(String saslName) {
    return Arrays.stream(values()).filter(m -> m.saslName.equals(saslName)).findFirst();
  }

  public String saslName() {
    return saslName;
  }

  /** Length of the hash, and so of both stored keys. */
  public int hashBytes() {
    return hashBytes;
  }

  /** H(data) of RFC 5802 section 2.2. */
  byte[] hash(byte[] data) {
    try {
      return MessageDigest.getInstance(hashAlgorithm).digest(data);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + hashAlgorithm, e);
    }
  }

  /** HMAC(key, data) of RFC 5802 section 2.2. */
  byte[] hmac(byte[] key, byte[] data) {
    return keyedMac(key).doFinal(data);
  }

  Mac keyedMac(byte[] key) {
    try {
      var mac = Mac.getInstance(macAlgorithm);
      mac.init(new SecretKeySpec(key, macAlgorithm));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + macAlgorithm, e);
    }
  }

  /** Hi(password, salt, iterations) of RFC 5802 section 2.2: PBKDF2 with one block of output. */
  byte[] saltedPassword(byte[] password, byte[] salt, int iterations) {
    var mac = keyedMac(password);
    mac.update(salt);
    var block = mac.doFinal(new byte[] {0, 0, 0, 1});
    var result = block.clone();
    for (int i = 1; i < iterations; i++) {
      block = mac.doFinal(block);
      for (int b = 0; b < result.length; b++) {
        result[b] ^= block[b];
      }
    }
    return result;
  }
}
