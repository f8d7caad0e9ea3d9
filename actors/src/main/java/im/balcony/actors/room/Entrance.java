package im.balcony.actors.room;

import im.balcony.actors.feature.muc.MucAction;
import im.balcony.actors.feature.muc.MucFace;
import im.balcony.actors.room.RoomCommand.Item;
import im.balcony.persistence.event.room.OccupancyEvent;
import im.balcony.persistence.event.room.OccupancyState;
import im.balcony.persistence.event.room.OccupancyState.Seat;
import im.balcony.persistence.event.room.RoomEvent;
import im.balcony.persistence.event.room.RoomState;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.muc.Affiliation;
import im.balcony.protocol.xep.muc.HistoryWish;
import im.balcony.protocol.xep.muc.MucStatus;
import im.balcony.protocol.xep.muc.Role;
import im.balcony.protocol.xep.muc.RoomOption;
import im.balcony.protocol.xml.StoredXml;
import im.balcony.protocol.xml.XmlElement;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Coming in, and being seen (XEP-0045 sections 7.2, 7.6 and 7.7). */
final class Entrance {
  private final Hall hall;
  private final Exits exits;
  private final Appearances appearances;
  private final ChannelNews news;

  Entrance(Hall hall, Exits exits, Appearances appearances) {
    this.hall = hall;
    this.exits = exits;
    this.appearances = appearances;
    this.news = new ChannelNews(hall);
  }

  void enter(Item item, Jid from, MucAction.Enter enter) {
    var seat = seatOf(from);
    var refusal = refusal(from, enter);
    if (refusal.isPresent()) {
      hall.refuse(enter.presence(), refusal.get());
    } else if (seat != null && !seat.nick().equals(enter.nick())) {
      rename(seat, enter.nick(), enter.presence().element());
    } else if (hall.isThere()) {
      comeIn(item, from, enter, List.of());
    } else {
      comeIn(item, from, enter, List.of(created(from)));
    }
  }

  /** A participant's client is not in until it enters. */
  private @Nullable Seat seatOf(Jid from) {
    var seat = hall.occupancy().seatOf(from.toString());
    return seat == null || seat.byChannel() ? null : seat;
  }

  private RoomEvent created(Jid from) {
    return new RoomEvent.RoomCreated(
        from.bare().toString(),
        hall.ports().secrets().get(),
        hall.settings().usual().keys(),
        hall.now());
  }

  /** In the order of section 7.2: what a stranger learns first is the least. */
  private Optional<StanzaError> refusal(Jid from, MucAction.Enter enter) {
    var unfit = unfit(enter.nick(), enter.presence().element().toBytes().length);
    if (unfit.isPresent() || !hall.isThere()) {
      return unfit;
    }
    var affiliation = hall.affiliationOf(from);
    var config = hall.config();
    if (affiliation == Affiliation.OUTCAST) {
      return Optional.of(StanzaError.forbidden());
    } else if (hall.room().phase() == RoomState.Phase.LOCKED && affiliation != Affiliation.OWNER) {
      return Optional.of(StanzaError.itemNotFound());
    } else if (config.isOn(RoomOption.MEMBERS_ONLY) && !affiliation.isAtLeast(Affiliation.MEMBER)) {
      return Optional.of(StanzaError.registrationRequired());
    } else if (hall.occupancy().seatOf(from.toString()) == null
        && config.isOn(RoomOption.PASSWORD_PROTECTED)
        && !config.text(RoomOption.PASSWORD).equals(enter.join().password())) {
      return Optional.of(StanzaError.notAuthorized());
    } else if (hall.isTaken(enter.nick(), from)) {
      return Optional.of(StanzaError.conflict());
    }
    return isFull(from, affiliation)
        ? Optional.of(StanzaError.serviceUnavailable().withType(StanzaError.Type.WAIT))
        : Optional.empty();
  }

  private Optional<StanzaError> unfit(String nick, int presenceBytes) {
    return presenceBytes > hall.settings().presenceBytesMax()
        ? Optional.of(StanzaError.policyViolation().withText("the presence is too large"))
        : hall.unfitNick(nick);
  }

  /** Section 7.2.9: admins and owners come in as long as the server has room. */
  private boolean isFull(Jid from, Affiliation affiliation) {
    var seats = hall.occupancy().seats();
    if (hall.occupancy().seatOf(from.toString()) != null) {
      return false;
    }
    return seats.size() >= hall.settings().occupantsMax()
        || (hall.occupants() >= hall.config().number(RoomOption.OCCUPANTS_MAX)
            && !affiliation.isAtLeast(Affiliation.ADMIN));
  }

  private static byte[] toldBy(XmlElement presence) {
    return MucFace.told(presence).toXml().getBytes(StandardCharsets.UTF_8);
  }

  private void comeIn(Item item, Jid from, MucAction.Enter enter, List<RoomEvent> made) {
    var affiliation = made.isEmpty() ? hall.affiliationOf(from) : Affiliation.OWNER;
    var same = hall.seatsOf(enter.nick());
    var usual = hall.usualRole(affiliation);
    var role = same.isEmpty() ? usual.value() : same.get(0).role();
    var hidden = same.isEmpty() ? !hall.isBroadcast(usual) : same.get(0).hidden();
    var set =
        new OccupancyEvent.OccupantSet(
            from.toString(),
            item.session().value(),
            enter.nick(),
            role,
            toldBy(enter.presence().element()),
            hidden,
            hall.now());
    var isLarge = hall.isLarge();
    var others =
        hall.oneEach().stream()
            .filter(seat -> !seat.nick().equals(enter.nick()))
            .filter(seat -> !isLarge || Hall.roleOf(seat) == Role.MODERATOR)
            .toList();
    var after = set.fold(hall.occupancy());
    var id = enter.presence().element().attribute("id");
    // what is decided from here on is not durable yet when this one's turn comes
    var subject = hall.room().subject();
    var upTo = hall.room().lastId();
    hall.writer()
        .write(
            made,
            List.of(set),
            () -> {
              hall.stage().entered(from.toString(), item.ref(), upTo);
              welcome(from, after, others, !made.isEmpty(), id);
              news.came(after.seats(), from);
              sendHistory(from, after, enter.join().history(), subject);
            });
  }

  /** Section 7.1: who is here, then oneself, as the answer to what was sent. */
  private void welcome(
      Jid from, OccupancyState after, List<Seat> others, boolean isNew, @Nullable String id) {
    var seat = after.seatOf(from.toString());
    if (seat == null) {
      return;
    }
    var me = List.of(seat);
    others.forEach(other -> appearances.show(me, other, Set.of(), null));
    var statuses = EnumSet.of(MucStatus.LOGGED);
    if (hall.config().isNonAnonymous()) {
      statuses.add(MucStatus.NON_ANONYMOUS);
    }
    if (isNew) {
      statuses.add(MucStatus.CREATED);
    }
    appearances.show(me, seat, statuses, id);
    appearances.show(
        after.seats().stream().filter(each -> !each.equals(seat)).toList(), seat, Set.of(), null);
  }

  /** Sections 7.2.13 to 7.2.15: history, then the subject. */
  private void sendHistory(
      Jid from, OccupancyState after, HistoryWish wish, RoomState.@Nullable Subject subject) {
    var seat = after.seatOf(from.toString());
    if (seat == null) {
      return;
    }
    var me = List.of(seat);
    hall.history()
        .wanted(wish, hall.now(), new Readers(hall).visibleTo(from))
        .forEach(message -> hall.fanout().send(me, message, false));
    if (subject == null) {
      hall.fanout().send(me, hall.face().noSubject(), false);
    } else {
      var said =
          hall.face()
              .reflected(
                  subject.nick(),
                  StoredXml.read(subject.stanzaXml()),
                  subject.occupantId(),
                  subject.id());
      hall.fanout().send(me, hall.face().delayed(said, subject.at()), false);
    }
  }

  /** Section 7.7, or 7.6 under another nickname; whoever is not in is told so (7.2.16). */
  void update(Jid from, MucAction.Update update) {
    var seat = seatOf(from);
    if (seat == null) {
      exits.notIn(from, update.nick());
      return;
    }
    var bytes = update.presence().element().toBytes().length;
    var unfit = unfit(update.nick(), bytes);
    if (unfit.isPresent()) {
      hall.refuse(update.presence(), unfit.get());
    } else if (hall.isTaken(update.nick(), from)) {
      hall.refuse(update.presence(), StanzaError.conflict());
    } else if (seat.nick().equals(update.nick())) {
      set(seat, update.presence().element());
    } else {
      rename(seat, update.nick(), update.presence().element());
    }
  }

  private void set(Seat seat, XmlElement presence) {
    var role = Hall.roleOf(seat);
    var isTold = hall.isBroadcast(role);
    var hidden = hall.isHidden(seat, role);
    var moves = new ArrayList<OccupancyEvent>();
    var after = hall.occupancy();
    for (var each : hall.seatsOf(seat.nick())) {
      var isAsking = each.equals(seat);
      if (isAsking || hidden != each.hidden()) {
        var told = isAsking ? toldBy(presence) : each.presenceXml();
        var move = set(each, seat.nick(), seat.role(), told, hidden);
        moves.add(move);
        after = move.fold(after);
      }
    }
    var now = after.seatOf(seat.fullJid());
    var to = isTold ? after.seats() : hall.seatsOf(seat.nick());
    hall.writer()
        .write(
            List.of(),
            List.copyOf(moves),
            () -> {
              if (now != null) {
                appearances.show(to, now, Set.of(), presence.attribute("id"));
              }
            });
  }

  private OccupancyEvent.OccupantSet set(
      Seat seat, String nick, String role, byte[] told, boolean hidden) {
    return new OccupancyEvent.OccupantSet(
        seat.fullJid(), seat.sessionId(), nick, role, told, hidden, hall.now(), seat.byChannel());
  }

  /** Section 7.6: all clients of the occupant go on under the new nickname. */
  private void rename(Seat seat, String nick, XmlElement presence) {
    var joined = hall.seatsOf(nick);
    var moves = new ArrayList<OccupancyEvent>();
    var before = hall.occupancy();
    var after = before;
    var hidden = joined.isEmpty() ? hall.isHidden(seat, Hall.roleOf(seat)) : joined.get(0).hidden();
    for (var each : hall.seatsOf(seat.nick())) {
      if (each.byChannel()) {
        continue;
      }
      var isAsking = each.equals(seat);
      var role = joined.isEmpty() ? each.role() : joined.get(0).role();
      var move = set(each, nick, role, isAsking ? toldBy(presence) : each.presenceXml(), hidden);
      moves.add(move);
      after = move.fold(after);
    }
    var seats = after.seats();
    var now = after.seatOf(seat.fullJid());
    hall.writer()
        .write(
            List.of(),
            List.copyOf(moves),
            () -> {
              if (now != null) {
                exits.renamed(before.seats(), seat, nick);
                appearances.show(seats, now, Set.of(), presence.attribute("id"));
              }
            });
  }
}
