package im.balcony.protocol.xep.push;

import im.balcony.protocol.xml.XmlElement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a push service is told (XEP-0357 section 7). Nobody's name and no word of anybody is in the
 * clear.
 *
 * @param summary null when the device reads it in what is encrypted, or when nobody asked
 * @param route null from servers that do not know ours
 * @param ciphertext null where the device gave no key
 * @param priority null where the device did not ask for it
 */
public record PushNotification(
    @Nullable PushSummary summary,
    @Nullable PushRoute route,
    @Nullable PushCiphertext ciphertext,
    @Nullable PushPriority priority) {
  private static final String NAME = "notification";

  /** Empty for another element. What cannot be used of its content is missing. */
  public static Optional<PushNotification> read(XmlElement element) {
    return element.is(NAME, PushRequest.NAMESPACE)
        ? Optional.of(
            new PushNotification(
                PushSummary.in(element).orElse(null),
                PushRoute.in(element).orElse(null),
                PushCiphertext.in(element).orElse(null),
                PushPriority.in(element).orElse(null)))
        : Optional.empty();
  }

  /** In the order of what services read first. */
  public XmlElement toElement() {
    var notification = XmlElement.named(NAME, PushRequest.NAMESPACE);
    if (summary != null) {
      notification.child(summary.toElement());
    }
    if (route != null) {
      notification.child(route.toElement());
    }
    if (ciphertext != null) {
      notification.child(ciphertext.toElement());
    }
    if (priority != null) {
      notification.child(priority.toElement());
    }
    return notification.build();
  }
}
