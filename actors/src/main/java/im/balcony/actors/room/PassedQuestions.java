package im.balcony.actors.room;

import im.balcony.persistence.event.room.OccupancyState.Seat;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Iq;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xml.XmlElement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Questions of one occupant to another (XEP-0045 sections 6.6 and 17.4). Neither learns the other's
 * address: the question gets an id of the room's, by which the answer finds back. What nobody
 * answers in time is answered by the room; after the loss of its node nobody does.
 */
final class PassedQuestions {
  private record Open(Iq question, Jid asked, long sinceNanos) {}

  private final Hall hall;
  private final Map<String, Open> open = new LinkedHashMap<>();

  PassedQuestions(Hall hall) {
    this.hall = hall;
  }

  /** To the client of the asked occupant that came last; cards are asked of the account. */
  void pass(Iq iq, Seat asking, Seat asked) {
    var client = Hall.jidOf(asked);
    var to = iq.payload().filter(PassedQuestions::isCard).isPresent() ? client.bare() : client;
    pass(iq, hall.address().withResource(asking.nick()), to);
  }

  /**
   * To this address.
   *
   * @param asking as whom whoever asks is shown
   */
  void pass(Iq iq, Jid asking, Jid to) {
    if (open.size() >= hall.settings().questionsMax()) {
      hall.refuse(iq, StanzaError.resourceConstraint());
      return;
    }
    var id = UUID.randomUUID().toString();
    open.put(id, new Open(iq, to.bare(), System.nanoTime()));
    var passed =
        iq.element()
            .withAttribute("id", id)
            .withAttribute("from", asking.toString())
            .withAttribute("to", to.toString());
    hall.route(passed);
  }

  static boolean isCard(XmlElement payload) {
    return payload.namespace().equals("vcard-temp")
        || payload.namespace().equals("urn:ietf:params:xml:ns:vcard-4.0");
  }

  /** What comes from anybody else than who was asked is no answer. */
  void answered(Iq answer) {
    var from = answer.from();
    var asked = answer.id() == null ? null : open.get(answer.id());
    if (asked == null || from == null || !from.bare().equals(asked.asked())) {
      return;
    }
    open.remove(answer.id());
    var question = asked.question().element();
    var back =
        answer
            .element()
            .withAttribute("id", asked.question().id())
            .withAttribute("from", question.attribute("to"))
            .withAttribute("to", question.attribute("from"));
    hall.route(back);
  }

  /** Those that nobody has answered in this time. */
  void tick(Duration max) {
    var now = System.nanoTime();
    for (var entry : new ArrayList<>(open.entrySet())) {
      if (now - entry.getValue().sinceNanos() < max.toNanos()) {
        return; // the others are younger
      }
      open.remove(entry.getKey());
      hall.refuse(entry.getValue().question(), StanzaError.remoteServerTimeout());
    }
  }
}
