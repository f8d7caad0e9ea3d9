package im.balcony.actors.feature;

import im.balcony.protocol.xml.XmlElement;
import im.balcony.protocol.xml.XmlException;
import im.balcony.protocol.xml.XmlLimits;
import im.balcony.protocol.xml.XmlParser;

/** Elements that clients left with us; they kept the edge's limits when they came. */
public final class StoredXml {
  private static final XmlLimits LIMITS = XmlLimits.DEFAULT.withStanzaBytesMax(Integer.MAX_VALUE);

  private StoredXml() {}

  public static XmlElement read(byte[] xml) {
    try {
      return XmlParser.parse(xml, LIMITS);
    } catch (XmlException unreadable) {
      throw new IllegalStateException("an element that we wrote is not readable", unreadable);
    }
  }
}
