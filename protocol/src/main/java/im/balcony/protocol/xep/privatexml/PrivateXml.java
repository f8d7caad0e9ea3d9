package im.balcony.protocol.xep.privatexml;

import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;
import java.util.Optional;

/** The query around a client's private element; what is inside means nothing to a server. */
@Xep(number = 49, name = "Private XML Storage", version = "1.2")
public final class PrivateXml {
  public static final String NAMESPACE = "jabber:iq:private";

  private static final String NAME = "query";

  private PrivateXml() {}

  /** Under which a private element is kept: its name and namespace. */
  public record Key(String name, String namespace) {
    public static Key of(XmlElement element) {
      return new Key(element.name(), element.namespace());
    }

    /** What a client gets that has stored nothing. */
    public XmlElement emptyElement() {
      return XmlElement.named(name, namespace).build();
    }
  }

  public static boolean isIn(XmlElement payload) {
    return payload.is(NAME, NAMESPACE);
  }

  /** What is asked for; empty when it is not exactly one element of a namespace of its own. */
  public static Optional<Key> keyAsked(XmlElement payload) {
    var elements = payload.elements();
    return isIn(payload) && elements.size() == 1 && hasOwnNamespace(elements.get(0))
        ? Optional.of(Key.of(elements.get(0)))
        : Optional.empty();
  }

  /** What is to be kept; empty when there is none, or one without a namespace of its own. */
  public static Optional<List<XmlElement>> stored(XmlElement payload) {
    var elements = payload.elements();
    return isIn(payload)
            && !elements.isEmpty()
            && elements.stream().allMatch(PrivateXml::hasOwnNamespace)
        ? Optional.of(elements)
        : Optional.empty();
  }

  public static XmlElement query(XmlElement content) {
    return XmlElement.named(NAME, NAMESPACE).child(content).build();
  }

  private static boolean hasOwnNamespace(XmlElement element) {
    return !element.namespace().isEmpty() && !element.namespace().equals(NAMESPACE);
  }
}
