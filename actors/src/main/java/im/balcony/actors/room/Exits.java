package im.balcony.actors.room;

import im.balcony.actors.feature.muc.MucAction;
import im.balcony.actors.feature.muc.MucFace;
import im.balcony.actors.session.SessionId;
import im.balcony.persistence.event.room.OccupancyEvent;
import im.balcony.persistence.event.room.OccupancyState.Seat;
import im.balcony.persistence.event.room.RoomEvent;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Iq;
import im.balcony.protocol.xep.muc.Affiliation;
import im.balcony.protocol.xep.muc.Destruction;
import im.balcony.protocol.xep.muc.MucItem;
import im.balcony.protocol.xep.muc.MucStatus;
import im.balcony.protocol.xep.muc.MucUser;
import im.balcony.protocol.xep.muc.Role;
import im.balcony.protocol.xep.muc.RoomOption;
import im.balcony.protocol.xml.XmlElement;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Leaving a room, by wish or not, and the end of the room (XEP-0045 sections 7.14 and 10.9). */
final class Exits {
  private final Hall hall;
  private final ChannelNews news;

  Exits(Hall hall) {
    this.hall = hall;
    this.news = new ChannelNews(hall);
  }

  /** Section 7.14; who is not in has nothing to leave. */
  void exit(Jid from, MucAction.Exit exit) {
    var seat = hall.occupancy().seatOf(from.toString());
    if (seat != null) {
      leave(seat, exit.presence().element(), Set.of(), Note.NONE);
    }
  }

  /** The client cannot be reached any more (status 333). */
  void lost(String fullJid) {
    var seat = hall.occupancy().seatOf(fullJid);
    if (seat != null) {
      leave(seat, null, Set.of(MucStatus.KICKED, MucStatus.TECHNICAL), Note.NONE);
    }
  }

  /** A participant's client, whose account takes part no more. */
  void leave(Seat seat) {
    leave(seat, null, Set.of(), Note.NONE);
  }

  /** Whom others have removed (sections 8.2, 9.1 and 9.4). */
  void leave(Seat seat, MucStatus why, Note note) {
    leave(seat, null, Set.of(why), note);
  }

  /**
   * Who may not be in the room is not in it (section 10.2.1, status 322); after the loss of a node
   * also who was banned just before.
   */
  void removeUnwelcome() {
    for (var seat : hall.occupancy().seats()) {
      var affiliation = hall.affiliationOf(Hall.jidOf(seat));
      if (affiliation == Affiliation.OUTCAST) {
        leave(seat, MucStatus.BANNED, Note.NONE);
      } else if (hall.config().isOn(RoomOption.MEMBERS_ONLY)
          && !affiliation.isAtLeast(Affiliation.MEMBER)) {
        leave(seat, MucStatus.MEMBERS_ONLY_NOW, Note.NONE);
      }
    }
  }

  private void leave(Seat seat, @Nullable XmlElement farewell, Set<MucStatus> why, Note note) {
    var now = hall.now();
    var left = new OccupancyEvent.OccupantLeft(seat.fullJid(), now);
    var rest = left.fold(hall.occupancy()).seats();
    List<RoomEvent> ends =
        hall.isOver(rest) ? List.of(new RoomEvent.RoomDestroyed(null, now)) : List.of();
    var isShown = hall.isShown(seat);
    var mixFace = hall.mixFace();
    var item = note.on(hall.item(seat, true));
    var id = hall.occupantId(Hall.jidOf(seat));
    var nonAnonymous = hall.config().isNonAnonymous();
    hall.writer()
        .write(
            ends,
            List.of(left),
            () -> {
              tell(List.of(seat), seat, item, farewell, why, id, nonAnonymous);
              if (isShown) {
                news.gone(mixFace, rest, seat);
              }
              if (!seat.byChannel()) {
                news.left(mixFace, rest, Hall.jidOf(seat));
              }
              if (isShown && rest.stream().noneMatch(other -> other.nick().equals(seat.nick()))) {
                tell(rest, seat, item, farewell, why, id, nonAnonymous);
              }
              isOut(seat);
            });
  }

  /**
   * Who left just before the room was started: its last node may have told nobody. Who was told by
   * it hears the same once more.
   */
  void tellAgain() {
    var from = hall.now().minus(hall.settings().leavingRetoldWithin());
    hall.occupancy().left().stream()
        .filter(gone -> gone.at().isAfter(from))
        .forEach(gone -> tellAgain(gone.seat()));
  }

  private void tellAgain(Seat seat) {
    var rest = hall.occupancy().seats();
    if (!hall.isShown(seat)) {
      return;
    }
    news.gone(hall.mixFace(), rest, seat);
    if (!seat.byChannel()) {
      news.left(hall.mixFace(), rest, Hall.jidOf(seat));
    }
    if (rest.stream().noneMatch(other -> other.nick().equals(seat.nick()))) {
      var id = hall.occupantId(Hall.jidOf(seat));
      tell(rest, seat, hall.item(seat, true), null, Set.of(), id, hall.config().isNonAnonymous());
    }
  }

  private void isOut(Seat seat) {
    var jid = Hall.jidOf(seat);
    hall.stage().left(seat.fullJid());
    hall.ports().occupants().left(jid.bare(), hall.address(), new SessionId(seat.sessionId()));
  }

  /**
   * What tells others that somebody is not there, who is in but hidden from now on (section
   * 15.5.3).
   *
   * @param seat as it was told to them
   */
  Runnable vanishing(List<Seat> all, Seat seat) {
    var others = all.stream().filter(each -> !each.nick().equals(seat.nick())).toList();
    var item = hall.item(seat, true);
    var id = hall.occupantId(Hall.jidOf(seat));
    var nonAnonymous = hall.config().isNonAnonymous();
    return () -> tell(others, seat, item, null, Set.of(), id, nonAnonymous);
  }

  /** The old nickname is no more (section 7.6). */
  void renamed(List<Seat> seats, Seat seat, String nick) {
    var item = hall.item(seat, true).withNick(nick);
    var id = hall.occupantId(Hall.jidOf(seat));
    gone(
        seats,
        seat,
        item,
        null,
        Set.of(MucStatus.NICK_CHANGED),
        id,
        hall.config().isNonAnonymous());
  }

  private void tell(
      List<Seat> to,
      Seat about,
      MucItem item,
      @Nullable XmlElement farewell,
      Set<MucStatus> why,
      String id,
      boolean nonAnonymous) {
    gone(to, about, item.withRole(Role.NONE), farewell, why, id, nonAnonymous);
  }

  private void gone(
      List<Seat> to,
      Seat about,
      MucItem item,
      @Nullable XmlElement farewell,
      Set<MucStatus> why,
      String id,
      boolean nonAnonymous) {
    hall.fanout()
        .show(
            to,
            about,
            nonAnonymous,
            farewell == null ? null : farewell.attribute("id"),
            (open, own) -> {
              var statuses = EnumSet.noneOf(MucStatus.class);
              statuses.addAll(why);
              if (own) {
                statuses.add(MucStatus.SELF);
              }
              var seen = open ? item : item.withJid(null);
              return hall.face().gone(about.nick(), farewell, MucUser.of(seen, statuses), id);
            });
  }

  /** Section 7.2.16: the client believes that it is in, and is told better. */
  void notIn(Jid from, String nick) {
    var gone = notIn(hall.address(), from, nick);
    hall.route(gone);
  }

  /** The same, of a room that may not be there at all. */
  static XmlElement notIn(Jid room, Jid from, String nick) {
    var statuses = EnumSet.of(MucStatus.SELF, MucStatus.KICKED, MucStatus.TECHNICAL);
    var user = MucUser.of(MucItem.of(Affiliation.NONE, Role.NONE), statuses);
    return new MucFace(room).gone(nick, null, user, null).withAttribute("to", from.toString());
  }

  /** Section 10.9: each is told of its own going alone. */
  void destroy(Iq iq, Jid by, Destruction destruction) {
    destroy(by, destruction, () -> hall.ports().occupants().route(iq.result(null)));
  }

  /** The same, asked for in another way. */
  void destroy(Jid by, @Nullable Destruction destruction, Runnable done) {
    var now = hall.now();
    var seats = hall.occupancy().seats();
    hall.writer()
        .write(
            List.of(new RoomEvent.RoomDestroyed(by.bare().toString(), now)),
            List.of(new OccupancyEvent.RoomEmptied(now)),
            () -> {
              for (var seat : seats) {
                var user =
                    new MucUser(
                        MucItem.of(Affiliation.NONE, Role.NONE),
                        Set.of(MucStatus.SELF),
                        destruction);
                hall.fanout()
                    .send(List.of(seat), hall.face().gone(seat.nick(), null, user, null), true);
                isOut(seat);
              }
              done.run();
            });
  }
}
