package im.balcony.actors.remote;

import im.balcony.protocol.stanza.Stanza;
import im.balcony.protocol.stanza.StanzaReader;
import im.balcony.protocol.xml.XmlException;
import im.balcony.protocol.xml.XmlLimits;
import im.balcony.protocol.xml.XmlParser;
import java.util.Optional;

/** Stanzas as logs and rooms hold them. */
final class Stanzas {
  /** Above what any client may send. */
  private static final XmlLimits LIMITS =
      XmlLimits.DEFAULT.withStanzaBytesMax(4 * XmlLimits.DEFAULT.stanzaBytesMax());

  private Stanzas() {}

  /** The stanza; nothing for what was erased. */
  static Optional<Stanza> read(byte[] xml) {
    try {
      return StanzaReader.read(XmlParser.parse(xml, LIMITS)) instanceof StanzaReader.Read read
          ? Optional.of(read.stanza())
          : Optional.empty();
    } catch (XmlException e) {
      return Optional.empty();
    }
  }
}
