package im.balcony.persistence.seal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** A nonce of AES-GCM made of what it is for, by a key that is made of the data key. */
final class SyntheticNonce {
  private static final String HMAC = "HmacSHA256";
  private static final byte[] LABEL = "synthetic nonce".getBytes(StandardCharsets.US_ASCII);

  private SyntheticNonce() {}

  static byte[] of(SecretKey key, byte[] associated, byte[] plain) {
    var input =
        ByteBuffer.allocate(Integer.BYTES + associated.length + plain.length)
            .putInt(associated.length)
            .put(associated)
            .put(plain)
            .array();
    return Arrays.copyOf(mac(mac(key.getEncoded(), LABEL), input), Aes.NONCE_BYTES);
  }

  private static byte[] mac(byte[] key, byte[] input) {
    try {
      var mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + HMAC, e);
    }
  }
}
