package im.balcony.protocol.webpush;

import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a subscriber gave for messages to be encrypted to it (RFC 8291 section 2).
 *
 * @param userAgent its public key ({@code p256dh} of the Push API)
 * @param authSecret 16 bytes that it shares with the application server ({@code auth})
 */
public record SubscriptionKeys(ECPublicKey userAgent, byte[] authSecret) {
  public static final int AUTH_BYTES = 16;

  /** Longer text of either is not decoded. */
  private static final int TEXT_CHARS_MAX = 100;

  public SubscriptionKeys {
    if (authSecret.length != AUTH_BYTES) {
      throw new IllegalArgumentException("the secret has 16 bytes, not " + authSecret.length);
    }
  }

  /**
   * As a browser's PushSubscription says them: base64url, with or without padding. Empty for what
   * is no point of P-256 or no secret of 16 bytes.
   */
  public static Optional<SubscriptionKeys> read(@Nullable String p256dh, @Nullable String auth) {
    var secret = decoded(auth).filter(bytes -> bytes.length == AUTH_BYTES);
    return decoded(p256dh)
        .flatMap(P256::publicKey)
        .flatMap(key -> secret.map(bytes -> new SubscriptionKeys(key, bytes)));
  }

  private static Optional<byte[]> decoded(@Nullable String text) {
    if (text == null || text.length() > TEXT_CHARS_MAX) {
      return Optional.empty();
    }
    try {
      return Optional.of(Base64.getUrlDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return "SubscriptionKeys[]";
  }
}
