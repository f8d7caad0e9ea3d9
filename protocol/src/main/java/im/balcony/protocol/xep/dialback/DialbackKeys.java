package im.balcony.protocol.xep.dialback;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import im.balcony.protocol.xep.Xep;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes the keys of streams and knows its own again, without a memory of them (XEP-0185): every
 * server with the same secret does.
 */
@Xep(number = 185, name = "Dialback Key Generation and Validation", version = "1.0")
public final class DialbackKeys {
  private static final String HMAC = "HmacSHA256";
  private static final String PURPOSE = "balcony dialback";

  private final SecretKeySpec hmacKey;

  /** With the secret as it is, of any length but none. */
  public DialbackKeys(byte[] secret) {
    this.hmacKey = new SecretKeySpec(hex(sha256(secret)).getBytes(US_ASCII), HMAC);
  }

  /** With a secret of this use alone, derived from one that the whole deployment shares. */
  public static DialbackKeys derivedFrom(byte[] shared) {
    return new DialbackKeys(hmac(new SecretKeySpec(shared, HMAC), PURPOSE));
  }

  /**
   * The key of one stream.
   *
   * @param receiving the domain that is sent the key
   * @param originating the domain that sends it, one of ours
   * @param streamId given by the receiving server
   */
  public String key(String receiving, String originating, String streamId) {
    return hex(hmac(hmacKey, receiving + " " + originating + " " + streamId));
  }

  /** Whether a key that another server asks about is ours; takes as long for any key. */
  public boolean isOurs(Dialback question) {
    var id = question.id();
    return id != null
        && MessageDigest.isEqual(
            key(question.from(), question.to(), id).getBytes(UTF_8),
            question.key().getBytes(UTF_8));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hmac(SecretKeySpec key, String text) {
    try {
      var mac = Mac.getInstance(HMAC);
      mac.init(key);
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
