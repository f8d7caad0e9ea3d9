package im.balcony.protocol.xep.disco;

import im.balcony.protocol.xml.XmlElement;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an entity is (XEP-0030 section 3.1), e.g. category "server", type "im".
 *
 * @param language of the name (xml:lang)
 */
public record DiscoIdentity(
    String category, String type, @Nullable String language, @Nullable String name)
    implements Comparable<DiscoIdentity> {
  /** The order that XEP-0115 section 5.1 asks for: category, type, language, name. */
  private static final Comparator<DiscoIdentity> ORDER =
      Comparator.comparing(DiscoIdentity::category, DiscoInfo.OCTETS)
          .thenComparing(DiscoIdentity::type, DiscoInfo.OCTETS)
          .thenComparing(identity -> orEmpty(identity.language), DiscoInfo.OCTETS)
          .thenComparing(identity -> orEmpty(identity.name), DiscoInfo.OCTETS);

  static final String NAME = "identity";

  public static DiscoIdentity of(String category, String type, String name) {
    return new DiscoIdentity(category, type, null, name);
  }

  static Optional<DiscoIdentity> read(XmlElement element) {
    var category = element.attribute("category");
    var type = element.attribute("type");
    if (category == null || type == null) {
      return Optional.empty();
    }
    return Optional.of(
        new DiscoIdentity(
            category, type, element.attribute("xml:lang"), element.attribute("name")));
  }

  XmlElement toElement() {
    return XmlElement.named(NAME, DiscoInfo.NAMESPACE)
        .attribute("category", category)
        .attribute("type", type)
        .attribute("xml:lang", language)
        .attribute("name", name)
        .build();
  }

  @Override
  public int compareTo(DiscoIdentity other) {
    return ORDER.compare(this, other);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
