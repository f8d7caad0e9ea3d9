package im.balcony.protocol.xml;

/**
 * XML that this server wrote: what it keeps of its clients, within the limits when it came, and
 * what is on its way to them.
 */
public final class StoredXml {
  private static final XmlLimits LIMITS = XmlLimits.DEFAULT.withStanzaBytesMax(Integer.MAX_VALUE);

  private StoredXml() {}

  /** An element as it was written. */
  public static XmlElement read(byte[] xml) {
    try {
      return XmlParser.parse(xml, LIMITS);
    } catch (XmlException unreadable) {
      throw new IllegalStateException("an element that we wrote is not readable", unreadable);
    }
  }
}
