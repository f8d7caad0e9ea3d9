package im.balcony.actors.user.front;

import im.balcony.actors.conversation.ConversationEntry;
import im.balcony.actors.feature.Envelope;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.carbons.Carbons;
import im.balcony.protocol.xep.forward.Forwarded;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;
import java.util.Locale;

/** Copies for the account's other devices (XEP-0280 sections 7 and 8), made without reading. */
final class CarbonCopies {
  private final Jid bareJid;

  CarbonCopies(Jid bareJid) {
    this.bareJid = bareJid;
  }

  /** For every session that wants copies and is not among those that have the message. */
  void send(
      Sessions sessions,
      List<OpenSession> served,
      Carbons.Direction direction,
      ConversationEntry entry,
      ArrivedBytes message,
      boolean urgent) {
    for (var session : sessions.all()) {
      var own = session.id().equals(entry.session()) && direction == Carbons.Direction.SENT;
      if (session.memory().carbons() && !own && !served.contains(session)) {
        var copy = copy(direction, entry.type(), session.fullJid(), message.of(session));
        session.send(copy, message.archiveId(), urgent);
      }
    }
  }

  byte[] copy(Carbons.Direction direction, String type, Jid device, byte[] xml) {
    var forwarded = XmlElement.named("forwarded", Forwarded.NAMESPACE).text(Envelope.PLACE);
    var copied =
        XmlElement.named(direction.name().toLowerCase(Locale.ROOT), Carbons.NAMESPACE)
            .child(forwarded.build());
    return Envelope.of(
            XmlElement.named("message", Front.NAMESPACE)
                .attribute("from", bareJid.toString())
                .attribute("to", device.toString())
                .attribute("type", type)
                .child(copied.build())
                .build())
        .around(xml);
  }
}
