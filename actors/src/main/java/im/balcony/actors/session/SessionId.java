package im.balcony.actors.session;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * One bound session (RFC 6120 section 7), unguessable, 128 random bits; it outlives its TCP
 * connection by the XEP-0198 resumption window.
 */
public record SessionId(String value) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 16;

  public static SessionId random() {
    var bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return new SessionId(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  @Override
  public String toString() {
    return value;
  }
}
