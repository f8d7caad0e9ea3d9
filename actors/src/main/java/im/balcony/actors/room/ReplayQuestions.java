package im.balcony.actors.room;

import akka.actor.typed.javadsl.ActorContext;
import im.balcony.persistence.archive.ArchiveItem;
import im.balcony.persistence.archive.Direction;
import im.balcony.persistence.archive.RoomArchive.Said;
import im.balcony.persistence.archive.Sequenced;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Iq;
import im.balcony.protocol.stanza.Message;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.stanza.StanzaReader;
import im.balcony.protocol.xep.content.ConversationType;
import im.balcony.protocol.xep.content.MessageEffect;
import im.balcony.protocol.xep.delay.Delay;
import im.balcony.protocol.xep.forward.Forwarded;
import im.balcony.protocol.xep.replay.ReplayEnd;
import im.balcony.protocol.xep.replay.ReplayQuery;
import im.balcony.protocol.xml.StoredXml;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;
import java.util.Locale;

/**
 * Conversation replay of the room (docs/protocol/conversation-replay.md): what was said in it after
 * a version, to whoever may read its archive, and as much of it.
 */
final class ReplayQuestions {
  private final ActorContext<RoomCommand> context;
  private final Hall hall;
  private final Readers readers;
  private final String log;
  private int underWay;

  ReplayQuestions(ActorContext<RoomCommand> context, Hall hall, String log) {
    this.context = context;
    this.hall = hall;
    this.readers = new Readers(hall);
    this.log = log;
  }

  /** Whether this asks for a replay. */
  static boolean isIn(XmlElement payload) {
    return payload.is(ReplayQuery.NAME, ReplayQuery.NAMESPACE);
  }

  void asked(Iq iq, Jid from, XmlElement payload) {
    var query = ReplayQuery.read(payload).filter(each -> each.with().equals(hall.address()));
    if (!readers.mayRead(from)) {
      hall.refuse(iq, StanzaError.forbidden());
    } else if (iq.type() != Iq.Type.GET || query.isEmpty()) {
      hall.refuse(iq, StanzaError.badRequest());
    } else if (underWay >= hall.settings().archiveQueriesMax()) {
      hall.refuse(iq, StanzaError.resourceConstraint().withType(StanzaError.Type.WAIT));
    } else {
      replay(iq, from, query.get());
    }
  }

  private void replay(Iq iq, Jid from, ReplayQuery query) {
    var version = hall.room().version();
    var isOther = query.life() != null && !query.life().equals(life());
    var lowest = query.since() + 1;
    var highest = query.before() == 0 ? version : Math.min(version, query.before() - 1);
    if (isOther || query.since() > version) {
      hall.answer(iq, new ReplayEnd(life(), version, 0, 0, false).toReset());
    } else if (lowest > highest) {
      hall.answer(iq, new ReplayEnd(life(), version, 0, 0, true).toElement());
    } else {
      var newest = query.newestFirst();
      var first = newest ? Math.max(lowest, highest - query.itemsMax() + 1) : lowest;
      var last = newest ? highest : Math.min(highest, lowest + query.itemsMax() - 1);
      var complete = newest ? first == lowest : last == highest;
      var end = new ReplayEnd(life(), version, first, last, complete);
      read(iq, from, end, newest ? Direction.NEWEST_FIRST : Direction.OLDEST_FIRST);
    }
  }

  /** Another life of the room has another log; its name says nothing else. */
  private String life() {
    return Integer.toHexString(log.hashCode());
  }

  /** What was decided before is durable when the turn comes, and not sooner. */
  private void read(Iq iq, Jid from, ReplayEnd end, Direction direction) {
    underWay++;
    var visible = readers.visibleTo(from);
    hall.inTurn(
        () ->
            context.pipeToSelf(
                hall.ports().archive().range(log, end.first(), end.last(), direction, visible),
                (said, failure) ->
                    new ArchiveQuestions.Answered(
                        () -> {
                          underWay--;
                          if (said == null) {
                            hall.refuse(
                                iq,
                                StanzaError.internalServerError().withType(StanzaError.Type.WAIT));
                          } else {
                            tell(iq, from, said, end);
                          }
                        })));
  }

  private void tell(Iq iq, Jid from, List<Sequenced<Said>> said, ReplayEnd end) {
    said.forEach(each -> hall.ports().occupants().route(event(iq, from, each)));
    hall.ports().occupants().route(iq.result(end.toElement()));
  }

  private XmlElement event(Iq iq, Jid to, Sequenced<Said> each) {
    var said = each.event();
    var xml = StoredXml.read(said.stanzaXml());
    var forwarded =
        XmlElement.named("forwarded", Forwarded.NAMESPACE)
            .child(new Delay(ArchiveItem.timeOf(said.id()), null, "").toElement())
            .child(hall.face().kept(said.nick(), xml, said.occupantId(), said.id()))
            .build();
    return XmlElement.named("message", "jabber:client")
        .attribute("from", hall.address().toString())
        .attribute("to", to.toString())
        .child(
            XmlElement.named("event", ReplayQuery.NAMESPACE)
                .attribute("queryid", iq.id())
                .attribute("version", Long.toString(each.sequenceNr()))
                .attribute("id", Long.toString(said.id()))
                .attribute("kind", kindOf(xml).name().toLowerCase(Locale.ROOT))
                .attribute("type", ConversationType.CHAT)
                .child(forwarded)
                .build())
        .build();
  }

  private static MessageEffect.Kind kindOf(XmlElement said) {
    return StanzaReader.read(said) instanceof StanzaReader.Read read
            && read.stanza() instanceof Message message
        ? MessageEffect.of(message).kind()
        : MessageEffect.Kind.OTHER;
  }
}
