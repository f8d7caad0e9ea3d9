package im.balcony.protocol.xep.notifysettings;

import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;
import java.util.Optional;

/**
 * The element with the settings of a chat, inside one that names the chat by its JID. Only its
 * fallback element is read and written here, the one for all applications; those for the identity
 * of an application, and what applications keep in any of them, stay as they are (sections 2.2, 3).
 */
@Xep(number = 492, name = "Chat notification settings", version = "0.2.0")
public final class NotifySettings {
  public static final String NAMESPACE = "urn:xmpp:notification-settings:1";

  private static final String NAME = "notify";

  private NotifySettings() {}

  /** The fallback setting of the chat that this element names; the first one counts. */
  public static NotifySetting in(XmlElement holder) {
    return holder.child(NAME, NAMESPACE).stream()
        .flatMap(notify -> notify.elements().stream())
        .flatMap(each -> fallback(each).stream())
        .findFirst()
        .orElse(NotifySetting.UNSAID);
  }

  /**
   * The same element with another fallback setting, which keeps what applications put into the one
   * before.
   *
   * @param setting not {@link NotifySetting#UNSAID}
   */
  public static XmlElement with(XmlElement holder, NotifySetting setting) {
    if (setting == NotifySetting.UNSAID) {
      throw new IllegalArgumentException("a setting is to be said");
    }
    return holder
        .child(NAME, NAMESPACE)
        .map(notify -> holder.withReplaced(notify, changed(notify, setting)))
        .orElseGet(() -> holder.withChild(element(setting)));
  }

  /** An element that says this and nothing else; none when nothing is said. */
  public static List<XmlElement> elements(NotifySetting setting) {
    return setting == NotifySetting.UNSAID ? List.of() : List.of(element(setting));
  }

  private static XmlElement element(NotifySetting setting) {
    return XmlElement.named(NAME, NAMESPACE).child(fallback(setting)).build();
  }

  /** One fallback element, in the place of the first one that was there. */
  @SuppressWarnings("ReferenceEquality") // this very element, not one like it
  private static XmlElement changed(XmlElement notify, NotifySetting setting) {
    var first = notify.elements().stream().filter(each -> fallback(each).isPresent()).findFirst();
    if (first.isEmpty()) {
      return notify.withChild(fallback(setting));
    }
    var now = first.get().withName(setting.element());
    return notify
        .withReplaced(first.get(), now)
        .withoutChildren(each -> each != now && fallback(each).isPresent());
  }

  private static XmlElement fallback(NotifySetting setting) {
    return XmlElement.named(setting.element(), NAMESPACE).build();
  }

  private static Optional<NotifySetting> fallback(XmlElement element) {
    return element.namespace().equals(NAMESPACE)
            && element.attribute("identity-category") == null
            && element.attribute("identity-type") == null
        ? NotifySetting.of(element.name())
        : Optional.empty();
  }
}
