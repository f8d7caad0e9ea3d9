package im.balcony.actors.world;

import im.balcony.protocol.xml.XmlElement;

/** Whether a stanza has all that is expected of it; it may have more. */
public final class Likeness {
  private Likeness() {}

  public static boolean matches(XmlElement expected, XmlElement actual) {
    if (!expected.is(actual.name(), actual.namespace())) {
      return false;
    }
    for (var attribute : expected.attributes().entrySet()) {
      if (!attribute.getValue().equals(actual.attribute(attribute.getKey()))) {
        return false;
      }
    }
    if (!expected.text().isBlank() && !expected.text().strip().equals(actual.text().strip())) {
      return false;
    }
    return expected.elements().stream()
        .allMatch(child -> actual.elements().stream().anyMatch(other -> matches(child, other)));
  }
}
