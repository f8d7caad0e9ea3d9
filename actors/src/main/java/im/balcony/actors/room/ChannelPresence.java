package im.balcony.actors.room;

import im.balcony.actors.feature.muc.MucFace;
import im.balcony.actors.room.RoomCommand.Item;
import im.balcony.persistence.event.room.OccupancyEvent.OccupantSet;
import im.balcony.persistence.event.room.OccupancyState.Seat;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Presence;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.mix.MixNode;
import im.balcony.protocol.xep.mix.MixPresence;
import im.balcony.protocol.xep.muc.Role;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The clients of participants, as their accounts tell them (XEP-0403 section 4.1): they are reached
 * as occupants are, and occupants see them as such unless their account does not want it.
 */
final class ChannelPresence {
  private final Hall hall;
  private final Exits exits;
  private final Appearances appearances;
  private final ChannelNews news;

  ChannelPresence(Hall hall, Exits exits, Appearances appearances) {
    this.hall = hall;
    this.exits = exits;
    this.appearances = appearances;
    this.news = new ChannelNews(hall);
  }

  /** A client is there, or tells something else of itself; one that is in by MUC stays so. */
  void appear(Item item, Jid from, Presence presence) {
    var participant = hall.isThere() ? hall.participantOf(from) : null;
    var seat = hall.occupancy().seatOf(from.toString());
    if (participant == null) {
      hall.refuse(presence, StanzaError.jidMalformed()); // XEP-0045 section 7.2.1
    } else if (seat == null || seat.byChannel()) {
      var refusal = unfit(seat == null, presence);
      if (refusal.isPresent()) {
        hall.refuse(presence, refusal.get());
      } else {
        set(item, from, participant.nick(), presence);
      }
    }
  }

  private Optional<StanzaError> unfit(boolean isNew, Presence presence) {
    if (presence.element().toBytes().length > hall.settings().presenceBytesMax()) {
      return Optional.of(StanzaError.policyViolation().withText("the presence is too large"));
    }
    return isNew && hall.occupancy().seats().size() >= hall.settings().occupantsMax()
        ? Optional.of(StanzaError.serviceUnavailable().withType(StanzaError.Type.WAIT))
        : Optional.empty();
  }

  private void set(Item item, Jid from, String nick, Presence presence) {
    var before = hall.occupancy().seatOf(from.toString());
    var isNew = before == null || !before.sessionId().equals(item.session().value());
    var role = before == null ? hall.usualRole(hall.affiliationOf(from)).value() : before.role();
    var named = Role.of(role).orElse(Role.NONE);
    var hidden = before == null ? !hall.isBroadcast(named) : hall.isHidden(before, named);
    var told = MixPresence.without(MucFace.told(presence.element())).toXml();
    var set =
        new OccupantSet(
            from.toString(),
            item.session().value(),
            nick,
            role,
            told.getBytes(StandardCharsets.UTF_8),
            hidden,
            hall.now(),
            true);
    var after = set.fold(hall.occupancy()).seats();
    var upTo = hall.room().lastId();
    hall.writer()
        .write(
            List.of(),
            List.of(set),
            () -> {
              if (isNew) {
                hall.stage().entered(from.toString(), item.ref(), upTo);
              }
              told(after, from, isNew);
            });
  }

  private void told(List<Seat> seats, Jid from, boolean isNew) {
    var seat = seats.stream().filter(each -> each.fullJid().equals(from.toString())).findFirst();
    if (seat.isEmpty()) {
      return;
    }
    appearances.show(seats, seat.get(), Set.of(), null);
    if (isNew && !news.hearing(List.of(seat.get()), MixNode.PRESENCE).isEmpty()) {
      seats.stream()
          .filter(other -> !other.equals(seat.get()) && hall.isShown(other))
          .forEach(other -> news.present(List.of(seat.get()), other));
    }
  }

  /** The account takes part no more: none of its clients is there. */
  void leave(Jid account) {
    for (var seat : hall.occupancy().seats()) {
      if (seat.byChannel() && Hall.jidOf(seat).bare().equals(account)) {
        exits.leave(seat);
      }
    }
  }

  /** Its clients go on under another nickname. */
  void rename(Jid account, String nick) {
    var own =
        hall.occupancy().seats().stream()
            .filter(seat -> seat.byChannel() && Hall.jidOf(seat).bare().equals(account))
            .toList();
    if (own.isEmpty() || own.get(0).nick().equals(nick)) {
      return;
    }
    var before = hall.occupancy().seats();
    var moves = own.stream().map(seat -> renamed(seat, nick)).toList();
    var after = hall.occupancy();
    for (var move : moves) {
      after = move.fold(after);
    }
    var seats = after.seats();
    hall.writer()
        .write(
            List.of(),
            List.copyOf(moves),
            () -> {
              if (hall.isShown(own.get(0))) {
                exits.renamed(before, own.get(0), nick);
              }
              seats.stream()
                  .filter(seat -> moves.stream().anyMatch(m -> m.fullJid().equals(seat.fullJid())))
                  .forEach(seat -> appearances.show(seats, seat, Set.of(), null));
            });
  }

  private OccupantSet renamed(Seat seat, String nick) {
    return new OccupantSet(
        seat.fullJid(),
        seat.sessionId(),
        nick,
        seat.role(),
        seat.presenceXml(),
        seat.hidden(),
        hall.now(),
        true);
  }
}
