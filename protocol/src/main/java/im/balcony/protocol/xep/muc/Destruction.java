package im.balcony.protocol.xep.muc;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xml.XmlElement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The end of a room (XEP-0045 section 10.9).
 *
 * @param alternate where its occupants may go
 * @param password of that place
 * @param reason for people, at most {@link Muc#REASON_CHARS_MAX} characters
 */
public record Destruction(
    @Nullable Jid alternate, @Nullable String password, @Nullable String reason) {
  static final String NAME = "destroy";

  /** Longer passwords are none. */
  static final int PASSWORD_CHARS_MAX = 256;

  /** Empty when the alternate address is none, or the password is too long. */
  static Optional<Destruction> read(XmlElement element) {
    var jid = element.attribute("jid");
    var alternate = Jid.tryParse(jid).orElse(null);
    var password =
        element.child("password", element.namespace()).map(XmlElement::text).orElse(null);
    var reason =
        element
            .child("reason", element.namespace())
            .map(XmlElement::text)
            .map(Muc::reason)
            .orElse(null);
    return (jid == null) == (alternate == null)
            && (password == null || password.length() <= PASSWORD_CHARS_MAX)
        ? Optional.of(new Destruction(alternate, password, reason))
        : Optional.empty();
  }

  XmlElement toElement(String namespace) {
    var destroy =
        XmlElement.named(NAME, namespace)
            .attribute("jid", alternate == null ? null : alternate.toString());
    if (password != null) {
      destroy.child(XmlElement.named("password", namespace).text(password).build());
    }
    if (reason != null) {
      destroy.child(XmlElement.named("reason", namespace).text(reason).build());
    }
    return destroy.build();
  }
}
