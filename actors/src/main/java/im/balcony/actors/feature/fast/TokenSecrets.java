package im.balcony.actors.feature.fast;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Supplier;

/** New tokens: 192 bits of chance each, as text that needs no escaping. */
public final class TokenSecrets implements Supplier<byte[]> {
  private static final int BYTES = 24;

  private final SecureRandom random;

  public TokenSecrets(SecureRandom random) {
    this.random = random;
  }

  @Override
  public byte[] get() {
    var bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encode(bytes);
  }
}
