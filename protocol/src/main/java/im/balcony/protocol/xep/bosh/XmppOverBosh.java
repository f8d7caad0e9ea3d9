package im.balcony.protocol.xep.bosh;

import im.balcony.protocol.stream.StreamFrame;
import im.balcony.protocol.xep.SchemaValues;
import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;

/** What a body says about the XMPP stream inside it. */
@Xep(number = 206, name = "XMPP Over BOSH", version = "1.4")
public final class XmppOverBosh {
  static final String NAMESPACE = "urn:xmpp:xbosh";

  private static final String CLIENT = "jabber:client";

  private XmppOverBosh() {}

  /** Whether the stream is to begin anew, after login (XEP-0206 5). */
  static boolean isRestart(XmlElement body) {
    return SchemaValues.booleanOf(body.attribute("{" + NAMESPACE + "}restart")).orElse(false);
  }

  /** The stream header that this body stands for; 1.0 where it names no version (XEP-0206 3). */
  static StreamFrame.Open header(XmlElement body) {
    var version = body.attribute("{" + NAMESPACE + "}version");
    return new StreamFrame.Open(
        body.attribute("to"),
        body.attribute("from"),
        version == null ? "1.0" : version,
        body.attribute("xml:lang"),
        CLIENT);
  }

  /** What a body carries; stanzas without a namespace of their own are meant too (XEP-0206 2). */
  static List<XmlElement> payloads(XmlElement body) {
    return body.elements().stream()
        .map(payload -> payload.withNamespace(BoshRequest.NAMESPACE, CLIENT))
        .toList();
  }
}
