package im.balcony.protocol.xep.forward;

import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xep.delay.Delay;
import im.balcony.protocol.xml.XmlElement;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The container in which archives and carbons carry a stanza.
 *
 * @param delay when the stanza was sent; null when that is now
 */
@Xep(number = 297, name = "Stanza Forwarding", version = "1.0")
public record Forwarded(XmlElement stanza, @Nullable Delay delay) {
  public static final String NAMESPACE = "urn:xmpp:forward:0";

  private static final String NAME = "forwarded";
  private static final Set<String> STANZAS = Set.of("message", "presence", "iq");

  /** Empty when it is another element or does not hold exactly one stanza (section 3). */
  public static Optional<Forwarded> read(XmlElement element) {
    if (!element.is(NAME, NAMESPACE)) {
      return Optional.empty();
    }
    var stanzas =
        element.elements().stream().filter(child -> STANZAS.contains(child.name())).toList();
    if (stanzas.size() != 1) {
      return Optional.empty();
    }
    var delay = element.child("delay", Delay.NAMESPACE).flatMap(Delay::read).orElse(null);
    return Optional.of(new Forwarded(stanzas.get(0), delay));
  }

  public XmlElement toElement() {
    var forwarded = XmlElement.named(NAME, NAMESPACE);
    if (delay != null) {
      forwarded.child(delay.toElement());
    }
    return forwarded.child(stanza).build();
  }
}
