package im.balcony.protocol.sasl;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Supplier;

/** Random printable text without a comma, new for every login (RFC 5802 section 5.1, "r:"). */
public final class ServerNonces implements Supplier<String> {
  private static final int NONCE_BYTES = 18;

  private final SecureRandom random;

  public ServerNonces(SecureRandom random) {
    this.random = random;
  }

  @Override
  public String get() {
    var bytes = new byte[NONCE_BYTES];
    random.nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
