package im.balcony.actors.room;

import im.balcony.actors.feature.muc.MucAction;
import im.balcony.actors.feature.muc.MucFace;
import im.balcony.actors.room.RoomCommand.Item;
import im.balcony.persistence.event.conversation.RecentIds;
import im.balcony.persistence.event.room.OccupancyState.Seat;
import im.balcony.persistence.event.room.RoomEvent;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Message;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.content.MessageContent;
import im.balcony.protocol.xep.forward.Forwarded;
import im.balcony.protocol.xep.hints.Hint;
import im.balcony.protocol.xep.muc.Role;
import im.balcony.protocol.xep.muc.RoomOption;
import im.balcony.protocol.xep.reactions.Reactions;
import im.balcony.protocol.xml.XmlElement;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** What occupants say (XEP-0045 sections 7.4 and 8.1). */
final class Talk {
  private final Hall hall;
  private final Heads heads;
  private final Mentioned mentioned;
  private final ChannelNews news;

  Talk(Hall hall, Heads heads) {
    this.hall = hall;
    this.heads = heads;
    this.mentioned = new Mentioned(hall);
    this.news = new ChannelNews(hall);
  }

  /** Section 7.4: durable before anybody hears of it. */
  void say(Item item, Jid from, MucAction.Say say) {
    var seat = speaker(from, say.message(), Role.PARTICIPANT);
    if (seat.isEmpty()) {
      return;
    }
    var limits = hall.config().reactions();
    if (Reactions.in(say.message().element()).filter(each -> !limits.allow(each)).isPresent()) {
      hall.refuse(say.message(), StanzaError.notAcceptable().withText(limits.words()));
      return;
    }
    var said = MucFace.said(say.message().element());
    if (!isKept(say.message())) {
      var seats = hall.occupancy().seats();
      var passing = hall.face().reflected(seat.get().nick(), said, hall.occupantId(from), 0);
      hall.inTurn(
          () -> {
            hall.fanout().send(seats, passing, false);
            news.said(seats, seat.get().nick(), from, said, 0);
          });
    } else if (isNew(item, from)) {
      var at = hall.now();
      var id = nextId();
      var event =
          new RoomEvent.MessageSaid(
              id,
              item.originKey(),
              from.toString(),
              seat.get().nick(),
              hall.occupantId(from),
              said.toXml().getBytes(StandardCharsets.UTF_8),
              at,
              mentioned.contentOf(say.message(), from, Hall.roleOf(seat.get())));
      tellAll(event, id, seat.get(), from, said, at, true);
      if (event.content() != null) {
        heads.said();
      }
    }
  }

  /** Section 8.1: by moderators, or by whoever has voice where the owner allows it. */
  void setSubject(Item item, Jid from, MucAction.SetSubject set) {
    var needed = hall.config().isOn(RoomOption.CHANGE_SUBJECT) ? Role.PARTICIPANT : Role.MODERATOR;
    var seat = speaker(from, set.message(), needed);
    if (seat.isEmpty() || !isNew(item, from)) {
      return;
    }
    var said = MucFace.said(set.message().element());
    var at = hall.now();
    var id = nextId();
    var event =
        new RoomEvent.SubjectSet(
            id,
            item.originKey(),
            from.toString(),
            seat.get().nick(),
            hall.occupantId(from),
            said.toXml().getBytes(StandardCharsets.UTF_8),
            at);
    tellAll(event, id, seat.get(), from, said, at, false);
  }

  private void tellAll(
      RoomEvent event, long id, Seat by, Jid from, XmlElement said, Instant at, boolean isHistory) {
    var seats = hall.occupancy().seats();
    var reflected = hall.face().reflected(by.nick(), said, hall.occupantId(from), id);
    hall.writer()
        .write(
            List.of(event),
            List.of(),
            () -> {
              hall.fanout().tell(seats, reflected, id);
              news.said(seats, by.nick(), from, said, id);
              if (isHistory) {
                hall.history().add(hall.face().delayed(reflected, at), id, at);
              }
            });
  }

  /** Who may speak; everybody else gets the error. */
  Optional<Seat> speaker(Jid from, Message message, Role needed) {
    var seat = hall.speaker(from);
    if (seat == null) {
      hall.refuse(message, StanzaError.notAcceptable());
      return Optional.empty();
    } else if (!Hall.roleOf(seat).isAtLeast(needed)) {
      hall.refuse(message, StanzaError.forbidden());
      return Optional.empty();
    }
    return Optional.of(seat);
  }

  /** XEP-0313 section 6.1.1 and XEP-0334: chat states and the like are of the moment. */
  private static boolean isKept(Message message) {
    var element = message.element();
    if (Hint.NO_STORE.isIn(element) || Hint.NO_PERMANENT_STORE.isIn(element)) {
      return false;
    }
    return Hint.STORE.isIn(element)
        || MessageContent.isLasting(message)
        || element.child("forwarded", Forwarded.NAMESPACE).isPresent(); // XEP-0407 section 7
  }

  /** What was said before adds nothing (invariant I3); its batch is answered as the first was. */
  boolean isNew(Item item, Jid from) {
    return hall.room().versionOf(from.bare().toString(), item.originKey()) == RecentIds.ABSENT;
  }

  /** For what the room keeps now. */
  long nextId() {
    var now = ChronoUnit.MICROS.between(Instant.EPOCH, hall.now());
    return Math.max(now, hall.room().lastId() + 1);
  }
}
