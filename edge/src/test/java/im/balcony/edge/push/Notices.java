package im.balcony.edge.push;

import im.balcony.protocol.xep.push.PushCiphertext;
import im.balcony.protocol.xep.push.PushNotification;
import im.balcony.protocol.xep.push.PushPriority;
import im.balcony.protocol.xep.push.PushRoute;
import im.balcony.protocol.xep.push.PushSummary;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Notifications as accounts publish them. */
final class Notices {
  private Notices() {}

  static PushNotification of(PushRoute.Type type) {
    return of(type, null, null);
  }

  static PushNotification of(PushRoute.Type type, @Nullable String id, @Nullable Instant expires) {
    return new PushNotification(
        new PushSummary(3, 1), new PushRoute(type, id, expires), null, null);
  }

  static PushNotification with(PushRoute.Type type, PushCiphertext ciphertext) {
    return new PushNotification(null, PushRoute.of(type), ciphertext, PushPriority.HIGH);
  }

  static PushNotification low(PushRoute.Type type) {
    return new PushNotification(new PushSummary(3, 1), PushRoute.of(type), null, PushPriority.LOW);
  }
}
