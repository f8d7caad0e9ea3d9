package im.balcony.edge.settings;

import com.typesafe.config.Config;
import im.balcony.protocol.xml.XmlLimits;

/** Bounds of one stanza, held while it is read: {@code balcony.edge.c2s.stanza}. */
public record StanzaLimits(
    int bytesMax,
    int depthMax,
    int attributesMax,
    int nameCharsMax,
    int attributeValueCharsMax,
    int namespacesMax,
    int nodesMax,
    int secondsMax) {

  public StanzaLimits {
    if (bytesMax < 10_000) {
      throw new IllegalArgumentException(
          "balcony.edge.c2s.stanza.bytes-max must be 10000 or more (RFC 6120 13.12)");
    }
  }

  /** As the reader of a stream takes them. */
  public XmlLimits limits() {
    return new XmlLimits(
        bytesMax,
        depthMax,
        attributesMax,
        nameCharsMax,
        attributeValueCharsMax,
        namespacesMax,
        nodesMax);
  }

  static StanzaLimits from(Config stanza) {
    return new StanzaLimits(
        stanza.getInt("bytes-max"),
        stanza.getInt("depth-max"),
        stanza.getInt("attributes-max"),
        stanza.getInt("name-chars-max"),
        stanza.getInt("attribute-value-chars-max"),
        stanza.getInt("namespaces-max"),
        stanza.getInt("nodes-max"),
        stanza.getInt("seconds-max"));
  }
}
