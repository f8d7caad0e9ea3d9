package im.balcony.edge.push;

import com.typesafe.config.Config;
import im.balcony.protocol.webpush.P256;
import im.balcony.protocol.webpush.VapidToken;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Push services of browsers: {@code balcony.push.gateway.webpush}.
 *
 * @param subject where their people reach us (RFC 8292 section 2.1)
 * @param hosts that clients may name, each with its port if that is not 443
 * @param privateAddresses whether these may be in a private network
 */
public record WebPushSettings(
    ECPrivateKey key,
    ECPublicKey publicKey,
    String subject,
    List<String> hosts,
    boolean privateAddresses,
    Duration tokenLifetime) {
  private static final String NAME = "balcony.push.gateway.webpush.";
  private static final Duration TOKEN_LIFETIME_MIN = Duration.ofHours(1);

  public WebPushSettings {
    hosts = List.copyOf(hosts);
  }

  static Optional<WebPushSettings> from(Config webPush) {
    var file = webPush.getString("vapid-key-file");
    if (file.isEmpty()) {
      return Optional.empty();
    }
    var key = KeyFiles.p256(NAME + "vapid-key-file", file);
    var subject = webPush.getString("subject");
    if (!subject.startsWith("mailto:") && !subject.startsWith("https:")) {
      throw new IllegalArgumentException(
          NAME
              + "subject is \"%s\": set where people of push services reach you, such as mailto:admin@example.org"
                  .formatted(subject));
    }
    var lifetime = webPush.getDuration("token-lifetime");
    if (lifetime.compareTo(TOKEN_LIFETIME_MIN) < 0
        || lifetime.compareTo(VapidToken.LIFETIME_MAX) > 0) {
      throw new IllegalArgumentException(
          NAME + "token-lifetime is %s: set 1h to 24h".formatted(lifetime));
    }
    return Optional.of(
        new WebPushSettings(
            key,
            P256.publicHalf(key),
            subject,
            webPush.getStringList("hosts"),
            webPush.getBoolean("private-addresses"),
            lifetime));
  }

  @Override
  public String toString() {
    return "WebPushSettings[" + hosts + "]";
  }
}
