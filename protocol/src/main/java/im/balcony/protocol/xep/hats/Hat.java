package im.balcony.protocol.xep.hats;

import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody is in a room, beside role and affiliation.
 *
 * @param uri tells it from others
 * @param hue of its colour in degrees, as written; null for none
 */
@Xep(number = 317, name = "Hats", version = "0.3.1")
public record Hat(String uri, String title, @Nullable String hue) {
  public static final String NAMESPACE = "urn:xmpp:hats:0";

  private static final String HATS = "hats";

  /** All that somebody wears, for its presence (section 3.1). */
  public static XmlElement worn(List<Hat> hats) {
    return XmlElement.named(HATS, NAMESPACE)
        .children(hats.stream().map(Hat::toElement).toList())
        .build();
  }

  /** The presence without what only a room may say. */
  public static XmlElement without(XmlElement presence) {
    return presence.withoutChildren(child -> child.is(HATS, NAMESPACE));
  }

  private XmlElement toElement() {
    return XmlElement.named("hat", NAMESPACE)
        .attribute("title", title)
        .attribute("uri", uri)
        .attribute("hue", hue)
        .build();
  }
}
