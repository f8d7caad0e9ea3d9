package im.balcony.actors.session;

import im.balcony.actors.port.metrics.NodeMetrics;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Iq;
import im.balcony.protocol.stanza.Message;
import im.balcony.protocol.stanza.Stanza;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.stream.StreamError;
import im.balcony.protocol.stream.StreamErrorCondition;
import im.balcony.protocol.xep.sm.StreamManagement;
import im.balcony.protocol.xml.XmlElement;

/** The few elements a session writes and answers itself, besides those of Stream Management. */
final class Nonzas {
  static final String CLIENT = "jabber:client";
  private static final String BIND = "urn:ietf:params:xml:ns:xmpp-bind";
  private static final String PING = "urn:xmpp:ping";
  private static final String PING_ID = "balcony-ping-";
  private static final String LEGACY_SESSION = "urn:ietf:params:xml:ns:xmpp-session";

  private Nonzas() {}

  /** RFC 6120 7.6.1. */
  static XmlElement bound(String iqId, Jid fullJid) {
    var jid = XmlElement.named("jid", BIND).text(fullJid.toString()).build();
    return XmlElement.named("iq", CLIENT)
        .attribute("type", "result")
        .attribute("id", iqId)
        .child(XmlElement.named("bind", BIND).child(jid).build())
        .build();
  }

  /** RFC 6120 7.6.2. */
  static XmlElement refusedBind(String iqId, StanzaError error) {
    return XmlElement.named("iq", CLIENT)
        .attribute("type", "error")
        .attribute("id", iqId)
        .child(error.toElement(CLIENT))
        .build();
  }

  /** XEP-0199 4.1; it is not kept, as its answer stays with the session. */
  static XmlElement ping(int number, Jid fullJid) {
    return XmlElement.named("iq", CLIENT)
        .attribute("type", "get")
        .attribute("id", PING_ID + number)
        .attribute("from", fullJid.domain())
        .attribute("to", fullJid.toString())
        .child(XmlElement.named("ping", PING).build())
        .build();
  }

  static NodeMetrics.StanzaKind kindOf(Stanza stanza) {
    return stanza instanceof Message
        ? NodeMetrics.StanzaKind.MESSAGE
        : stanza instanceof Iq ? NodeMetrics.StanzaKind.IQ : NodeMetrics.StanzaKind.PRESENCE;
  }

  static boolean isAnswerToPing(Iq iq) {
    var id = iq.id();
    return !iq.isRequest() && id != null && id.startsWith(PING_ID);
  }

  /** The session of RFC 3921 3, which does nothing any more. */
  static boolean isLegacySession(Iq iq, Jid fullJid) {
    var to = iq.to();
    return iq.type() == Iq.Type.SET
        && (to == null || to.equals(fullJid.domainJid()))
        && iq.payload().filter(payload -> payload.is("session", LEGACY_SESSION)).isPresent();
  }

  /** XEP-0198 6. */
  static XmlElement handledCountTooHigh(long h, long sendCount) {
    return new StreamError(
            StreamErrorCondition.UNDEFINED_CONDITION,
            "You acknowledged %d stanzas, but I only sent you %d so far.".formatted(h, sendCount))
        .toElement()
        .withChild(StreamManagement.handledCountTooHigh(h, sendCount));
  }
}
