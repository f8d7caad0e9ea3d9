package im.balcony.protocol.webpush;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HKDF with SHA-256 (RFC 5869), as far as RFC 8188 needs it: one block of output. */
final class HkdfSha256 {
  private static final int HASH_BYTES = 32;

  private HkdfSha256() {}

  /**
   * Extract, then expand.
   *
   * @param salt at least a byte
   * @param bytes at most 32
   */
  static byte[] derive(byte[] salt, byte[] keyMaterial, byte[] info, int bytes) {
    if (bytes > HASH_BYTES) {
      throw new IllegalArgumentException("one block has 32 bytes, not " + bytes);
    }
    var pseudoRandomKey = mac(salt, keyMaterial);
    var block = Arrays.copyOf(info, info.length + 1);
    block[info.length] = 1;
    return Arrays.copyOf(mac(pseudoRandomKey, block), bytes);
  }

  /** The name of what is derived, with the zero that ends it. */
  static byte[] info(String label) {
    return (label + '\0').getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] mac(byte[] key, byte[] input) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
