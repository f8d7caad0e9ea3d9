package im.balcony.actors.room;

import im.balcony.persistence.event.room.OccupancyState.Seat;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Message;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.muc.MucItem;
import im.balcony.protocol.xep.muc.Role;
import im.balcony.protocol.xep.muc.VoiceRequest;
import java.util.List;

/**
 * Visitors ask for voice, moderators answer (XEP-0045 sections 7.13 and 8.6). The room remembers no
 * requests: an answer says all that it grants.
 */
final class VoiceRequests {
  private final Hall hall;
  private final PeopleChanges changes;

  VoiceRequests(Hall hall, PeopleChanges changes) {
    this.hall = hall;
    this.changes = changes;
  }

  void submitted(Message message, Jid from, VoiceRequest request) {
    var seat = hall.occupancy().seatOf(from.toString());
    if (seat == null) {
      hall.refuse(message, StanzaError.notAcceptable());
    } else if (request.nick() == null) {
      ask(message, seat);
    } else if (Hall.roleOf(seat) != Role.MODERATOR) {
      hall.refuse(message, StanzaError.forbidden());
    } else if (Boolean.TRUE.equals(request.allowed())) {
      grant(message, from, request.nick());
    }
  }

  /** Who has voice needs none. */
  private void ask(Message message, Seat seat) {
    if (Hall.roleOf(seat) != Role.VISITOR) {
      return;
    }
    var moderators =
        hall.occupancy().seats().stream()
            .filter(each -> Hall.roleOf(each) == Role.MODERATOR)
            .toList();
    if (moderators.isEmpty()) {
      hall.refuse(message, StanzaError.serviceUnavailable().withType(StanzaError.Type.WAIT));
      return;
    }
    var form = VoiceRequest.approval(Hall.jidOf(seat), seat.nick());
    var asked = hall.face().form(form);
    hall.inTurn(() -> hall.fanout().send(moderators, asked, true));
  }

  /** Somebody who has more than voice by now keeps it. */
  private void grant(Message message, Jid by, String nick) {
    var asking = hall.seatsOf(nick);
    if (asking.isEmpty()) {
      hall.refuse(message, StanzaError.itemNotFound());
    } else if (Hall.roleOf(asking.get(0)) == Role.VISITOR) {
      var voice = new MucItem(null, Role.PARTICIPANT, null, nick, null, null);
      changes
          .make(by, List.of(voice), () -> {})
          .ifPresent(refusal -> hall.refuse(message, refusal));
    }
  }
}
