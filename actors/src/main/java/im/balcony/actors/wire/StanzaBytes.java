package im.balcony.actors.wire;

import im.balcony.protocol.stanza.Stanza;
import im.balcony.protocol.stanza.StanzaReader;
import im.balcony.protocol.xml.XmlElement;
import im.balcony.protocol.xml.XmlException;
import im.balcony.protocol.xml.XmlLimits;
import im.balcony.protocol.xml.XmlParser;

/** Stanzas travel between nodes as their XML. */
final class StanzaBytes {
  /** Above what any client may send: what was taken at an edge is not refused on the way. */
  private static final XmlLimits LIMITS =
      XmlLimits.DEFAULT.withStanzaBytesMax(4 * XmlLimits.DEFAULT.stanzaBytesMax());

  private StanzaBytes() {}

  static byte[] write(Stanza stanza) {
    return stanza.element().toBytes();
  }

  static XmlElement readElement(byte[] xml) {
    try {
      return XmlParser.parse(xml, LIMITS);
    } catch (XmlException e) {
      throw new IllegalArgumentException("not XML", e);
    }
  }

  static Stanza read(byte[] xml) {
    if (StanzaReader.read(readElement(xml)) instanceof StanzaReader.Read read) {
      return read.stanza();
    }
    throw new IllegalArgumentException("not a stanza");
  }
}
