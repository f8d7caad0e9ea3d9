package im.balcony.protocol.stun;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The key of a long-term credential (RFC 8489 9.2.2) for MESSAGE-INTEGRITY. */
public final class LoginKey {
  private static final String MAC = "HmacSHA1";

  private final SecretKeySpec key;

  private LoginKey(byte[] key) {
    this.key = new SecretKeySpec(key, MAC);
  }

  /** Name and password as they were agreed upon: nothing is prepared (RFC 8265) here. */
  public static LoginKey of(String username, String realm, String password) {
    var text = username + ":" + realm + ":" + password;
    try {
      var digest = MessageDigest.getInstance("MD5");
      return new LoginKey(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }

  byte[] sum(ByteBuffer before) {
    try {
      var mac = Mac.getInstance(MAC);
      mac.init(key);
      mac.update(before);
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + MAC, e);
    }
  }
}
