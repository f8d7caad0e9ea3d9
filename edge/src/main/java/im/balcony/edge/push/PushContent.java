package im.balcony.edge.push;

import im.balcony.protocol.xep.push.PushCiphertext;
import im.balcony.protocol.xep.push.PushNotification;
import im.balcony.protocol.xep.push.PushRoute;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an app is told, the same by every provider: names and values in docs/push.md. */
final class PushContent {
  private PushContent() {}

  /**
   * The fields in their order.
   *
   * @param withCiphertext false when there is no room for what only the device reads
   */
  static Map<String, Object> of(PushNotification notification, boolean withCiphertext) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("type", word(type(notification)));
    var route = notification.route();
    if (route != null && route.id() != null) {
      fields.put("id", route.id());
    }
    if (route != null && route.expires() != null) {
      fields.put("expires", route.expires().getEpochSecond());
    }
    var summary = notification.summary();
    if (summary != null) {
      fields.put("unread", summary.messages());
      fields.put("requests", summary.subscriptions());
    }
    if (withCiphertext) {
      putCiphertext(fields, notification.ciphertext());
    }
    return fields;
  }

  private static void putCiphertext(
      Map<String, Object> fields, @Nullable PushCiphertext ciphertext) {
    if (ciphertext instanceof PushCiphertext.SharedKey shared) {
      fields.put("scheme", PushCiphertext.SharedKey.NAMESPACE);
      fields.put("iv", base64(shared.iv()));
      fields.put("encrypted", base64(shared.sealed()));
    } else if (ciphertext instanceof PushCiphertext.PublicKey key) {
      fields.put("scheme", PushCiphertext.PublicKey.NAMESPACE);
      fields.put("encrypted", base64(key.message()));
    }
  }

  /** A server that does not say what it is about means something to read. */
  static PushRoute.Type type(PushNotification notification) {
    var route = notification.route();
    if (route != null) {
      return route.type();
    }
    return notification.ciphertext() instanceof PushCiphertext.SharedKey shared && shared.voip()
        ? PushRoute.Type.CALL
        : PushRoute.Type.CHAT;
  }

  static String word(PushRoute.Type type) {
    return type.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** How long from now a provider keeps it; nothing when it is too late already. */
  static Duration left(PushNotification notification, Duration messageTtl, Clock clock) {
    var route = notification.route();
    if (route == null || route.expires() == null) {
      return messageTtl;
    }
    var left = Duration.between(clock.instant(), route.expires());
    if (left.isNegative()) {
      return Duration.ZERO;
    }
    return left.compareTo(messageTtl) > 0 ? messageTtl : left;
  }

  /** The moment after which a provider must not deliver it. */
  static Instant expires(PushNotification notification, Duration messageTtl, Clock clock) {
    return clock.instant().plus(left(notification, messageTtl, clock));
  }

  static boolean isOver(PushNotification notification, Clock clock) {
    var route = notification.route();
    return route != null && route.isOver(clock.instant());
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
