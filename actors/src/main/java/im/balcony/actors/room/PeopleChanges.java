package im.balcony.actors.room;

import im.balcony.persistence.event.room.OccupancyState.Seat;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.muc.Affiliation;
import im.balcony.protocol.xep.muc.Invitation;
import im.balcony.protocol.xep.muc.MucItem;
import im.balcony.protocol.xep.muc.MucUser;
import im.balcony.protocol.xep.muc.Role;
import im.balcony.protocol.xep.muc.RoomOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Changes of roles and affiliations (XEP-0045 sections 8.2 to 8.5, 9.1 to 9.8, 10.3 to 10.8): all
 * items of a request, or nothing of it.
 */
final class PeopleChanges {
  private final Hall hall;
  private final Exits exits;
  private final Appearances appearances;

  PeopleChanges(Hall hall, Exits exits, Appearances appearances) {
    this.hall = hall;
    this.exits = exits;
    this.appearances = appearances;
  }

  /**
   * Makes the changes, or says why they cannot be.
   *
   * @param done is run when they are durable and who is in has been told
   */
  Optional<StanzaError> make(Jid by, List<MucItem> items, Runnable done) {
    var draft = new PeopleDraft(hall, by);
    for (var item : items) {
      var refusal = draft.add(item);
      if (refusal.isPresent()) {
        return refusal;
      }
    }
    carryOut(draft);
    draft.outsiders().forEach(outsider -> invite(by, outsider));
    hall.inTurn(done);
    return Optional.empty();
  }

  /** Section 9.5: who was made a member of a room for members is told so. */
  private void invite(Jid by, PeopleDraft.Outsider outsider) {
    if (hall.config().isOn(RoomOption.MEMBERS_ONLY)
        && outsider.before() == Affiliation.NONE
        && outsider.now() == Affiliation.MEMBER) {
      var invitation =
          new Invitation(
              Invitation.Kind.INVITE, outsider.account(), outsider.note().reason(), null);
      Invitations.send(hall, invitation, by.bare(), outsider.account(), null);
    }
  }

  /**
   * Makes an account that is nothing yet a member, and keeps a nickname for one that is; whoever
   * calls has seen to it that this may be.
   *
   * @param nick null to keep none
   */
  Optional<StanzaError> admit(
      Jid by, Jid account, @Nullable String nick, Note note, Runnable done) {
    var draft = new PeopleDraft(hall, by);
    var refusal = draft.admit(account, nick, note);
    if (refusal.isEmpty()) {
      carryOut(draft);
      hall.inTurn(done);
    }
    return refusal;
  }

  /** A member is one no more; others lose the nickname that is kept for them. */
  Optional<StanzaError> dismiss(Jid account, Runnable done) {
    var draft = new PeopleDraft(hall, account);
    var refusal = draft.dismiss(account.bare());
    if (refusal.isEmpty()) {
      carryOut(draft);
      hall.inTurn(done);
    }
    return refusal;
  }

  private void carryOut(PeopleDraft draft) {
    var told = told(draft);
    hall.writer().write(draft.events(), draft.moves(), () -> told.forEach(Runnable::run));
    draft.leaving().forEach(each -> exits.leave(each.seat(), each.why(), each.note()));
  }

  /** What who is in hears of it, as things are when it is decided. */
  private List<Runnable> told(PeopleDraft draft) {
    var told = new ArrayList<Runnable>();
    var seats = draft.occupancy().seats();
    var nonAnonymous = hall.config().isNonAnonymous();
    draft.vanished().values().forEach(seat -> told.add(exits.vanishing(seats, seat)));
    draft
        .changed()
        .forEach(
            (nick, note) ->
                lastOf(seats, nick)
                    .ifPresent(
                        seat -> {
                          var item = note.on(draft.itemOf(seat));
                          told.add(
                              () ->
                                  appearances.show(
                                      seats, seat, item, nonAnonymous, Set.of(), null));
                        }));
    // sections 10.3 and 10.6: real addresses are for those who may see them
    var informed =
        seats.stream().filter(seat -> nonAnonymous || Hall.roleOf(seat) == Role.MODERATOR).toList();
    for (var outsider : draft.outsiders()) {
      var item =
          outsider.note().on(MucItem.of(outsider.now(), Role.NONE).withJid(outsider.account()));
      var notice = hall.face().notice(MucUser.of(item, Set.of()));
      told.add(() -> hall.fanout().send(informed, notice, false));
    }
    return told;
  }

  private static Optional<Seat> lastOf(List<Seat> seats, String nick) {
    return seats.stream().filter(seat -> seat.nick().equals(nick)).reduce((one, next) -> next);
  }
}
