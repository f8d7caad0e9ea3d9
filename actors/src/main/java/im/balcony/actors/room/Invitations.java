package im.balcony.actors.room;

import im.balcony.persistence.event.room.OccupancyState.Seat;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Message;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.muc.Affiliation;
import im.balcony.protocol.xep.muc.Invitation;
import im.balcony.protocol.xep.muc.RoomOption;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Invitations that go by way of the room, and their answers (XEP-0045 section 7.8.2). Who is
 * invited to a room for members becomes one.
 */
final class Invitations {
  /** One that was passed on, whose invitee may not be there at all. */
  private record Passed(Message message, Jid invited, long atNanos) {}

  private final Hall hall;
  private final PeopleChanges changes;
  private final ArrayDeque<Passed> passed = new ArrayDeque<>();

  Invitations(Hall hall, PeopleChanges changes) {
    this.hall = hall;
    this.changes = changes;
  }

  void sent(Message message, Jid from, List<Invitation> all) {
    if (all.isEmpty()) {
      hall.refuse(message, StanzaError.badRequest());
    } else if (all.stream().allMatch(each -> each.kind() == Invitation.Kind.DECLINE)) {
      all.forEach(each -> decline(from, each));
    } else if (all.stream().allMatch(each -> each.kind() == Invitation.Kind.INVITE)) {
      invite(message, from, all);
    } else {
      hall.refuse(message, StanzaError.badRequest());
    }
  }

  private void invite(Message message, Jid from, List<Invitation> all) {
    var seat = hall.occupancy().seatOf(from.toString());
    if (seat == null) {
      hall.refuse(message, StanzaError.notAcceptable());
    } else if (isForMembers() && !mayInvite(from)) {
      hall.refuse(message, StanzaError.forbidden());
    } else {
      for (var each : all) {
        var refusal = welcome(seat, from, each);
        if (refusal.isPresent()) {
          hall.refuse(message, refusal.get());
          return; // those before it are on their way
        }
        send(hall, each, from.bare(), each.other().bare(), message.id());
        remember(message, each.other().bare());
      }
    }
  }

  /** Too many at once: of the oldest the inviter does not hear. */
  private void remember(Message message, Jid invited) {
    forget();
    if (passed.size() >= hall.settings().questionsMax()) {
      passed.removeFirst();
    }
    passed.addLast(new Passed(message, invited, System.nanoTime()));
  }

  private void forget() {
    var now = System.nanoTime();
    while (!passed.isEmpty()
        && now - passed.element().atNanos() >= hall.settings().questionMax().toNanos()) {
      passed.removeFirst();
    }
  }

  /** Section 7.8.2: there is no such account, or it has too many; whoever has invited is told. */
  void refused(Message error) {
    forget();
    var invited = error.from() == null ? null : error.from().bare();
    var found =
        passed.stream()
            .filter(each -> each.invited().equals(invited))
            .filter(each -> Objects.equals(each.message().id(), error.id()))
            .findFirst();
    found.ifPresent(
        each -> {
          passed.remove(each);
          hall.refuse(each.message(), StanzaError.read(error).orElseGet(StanzaError::itemNotFound));
        });
  }

  private boolean isForMembers() {
    return hall.config().isOn(RoomOption.MEMBERS_ONLY);
  }

  private boolean mayInvite(Jid from) {
    return hall.config().isOn(RoomOption.MEMBERS_INVITE)
        || hall.affiliationOf(from).isAtLeast(Affiliation.ADMIN);
  }

  /** Nobody who was banned is invited; who may not enter yet becomes a member. */
  private Optional<StanzaError> welcome(Seat seat, Jid from, Invitation invitation) {
    var invited = invitation.other().bare();
    var affiliation = hall.affiliationOf(invited);
    if (affiliation == Affiliation.OUTCAST || invited.local() == null) {
      return Optional.of(StanzaError.notAllowed());
    }
    return isForMembers() && affiliation == Affiliation.NONE
        ? changes.admit(from, invited, null, new Note(seat.nick(), invitation.reason()), () -> {})
        : Optional.empty();
  }

  /** With the password, which who is invited would have to ask for (section 7.8.2). */
  static void send(Hall hall, Invitation invitation, Jid sender, Jid to, @Nullable String id) {
    var config = hall.config();
    var isNeeded =
        invitation.kind() == Invitation.Kind.INVITE && config.isOn(RoomOption.PASSWORD_PROTECTED);
    var password = isNeeded ? config.text(RoomOption.PASSWORD) : null;
    var passed =
        hall.face()
            .invitation(invitation.from(sender, password))
            .withAttribute("to", to.toString())
            .withAttribute("id", id);
    hall.route(passed);
  }

  /**
   * To who may have invited it: to others nothing goes, and nothing says so, for the answer would
   * tell who is in the room (HARDENING A27).
   */
  private void decline(Jid from, Invitation invitation) {
    var inviter = invitation.other().bare();
    var isKnown =
        hall.affiliationOf(inviter).isAtLeast(Affiliation.MEMBER)
            || hall.occupancy().seats().stream()
                .anyMatch(seat -> Hall.jidOf(seat).bare().equals(inviter));
    if (isKnown) {
      send(hall, invitation, from.bare(), inviter, null);
    }
  }
}
