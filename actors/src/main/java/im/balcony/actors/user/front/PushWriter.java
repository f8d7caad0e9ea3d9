package im.balcony.actors.user.front;

import im.balcony.protocol.xep.push.PushContent;
import im.balcony.protocol.xep.push.PushKey;
import im.balcony.protocol.xep.push.PushNotification;
import im.balcony.protocol.xep.push.PushPriority;
import im.balcony.protocol.xep.push.PushRoute;
import im.balcony.protocol.xep.push.PushSummary;
import im.balcony.protocol.xep.push.PushTerms;
import java.security.SecureRandom;
import java.util.Objects;

/** Notifications as devices asked for them. */
final class PushWriter {
  private final SecureRandom random = new SecureRandom();

  /** Numbers in the clear, or everything where the device alone reads it. */
  PushNotification notification(
      PushTerms terms, PushSummary summary, PushRoute route, PushContent content) {
    var isSilent = route.type() == PushRoute.Type.SILENT;
    var priority = isSilent ? PushPriority.LOW : PushPriority.HIGH;
    var key = terms.key();
    var ciphertext =
        key == null
            ? null
            : key.encrypt(
                told(terms, route, content)
                    .withUnread(summary.messages())
                    .toJson(key.plainBytesMax(terms.textCharsMax())),
                route.type() == PushRoute.Type.CALL && terms.calls(),
                random);
    return new PushNotification(
        key == null ? summary : null, route, ciphertext, terms.priority() ? priority : null);
  }

  /** Tigase's devices are told of calls if they ask for it, and know no proposal. */
  private static PushContent told(PushTerms terms, PushRoute route, PushContent content) {
    if (!(Objects.requireNonNull(terms.key()) instanceof PushKey.Shared)) {
      return content;
    }
    var isCall = route.type() == PushRoute.Type.CALL || route.type() == PushRoute.Type.CALL_END;
    return isCall && !terms.calls() ? PushContent.NUMBER : content.withoutProposal();
  }
}
