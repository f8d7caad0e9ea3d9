package im.balcony.load.client;

import im.balcony.protocol.xml.XmlElement;
import java.util.Optional;

/** What a client says of calls (XEP-0353). */
final class LoadCalls {
  private static final String JMI = "urn:xmpp:jingle-message:0";
  private static final String RTP = "urn:xmpp:jingle:apps:rtp:1";

  private LoadCalls() {}

  static String step(String step, String to, String sessionId) {
    var media = step.equals("propose") ? "<description xmlns='" + RTP + "' media='audio'/>" : "";
    return "<message type='chat' to='%s' id='%s-%s'><%s xmlns='%s' id='%s'>%s</%s></message>"
        .formatted(to, step, sessionId, step, JMI, sessionId, media, step);
  }

  /** The session of a proposal; empty for every other message. */
  static Optional<String> proposed(XmlElement message) {
    return message.child("propose", JMI).map(proposal -> String.valueOf(proposal.attribute("id")));
  }
}
