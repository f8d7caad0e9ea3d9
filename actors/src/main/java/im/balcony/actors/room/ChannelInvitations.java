package im.balcony.actors.room;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Iq;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.mix.InvitationToken;
import im.balcony.protocol.xep.mix.MixInvitation;
import im.balcony.protocol.xep.mix.MixMisc;
import im.balcony.protocol.xep.muc.Affiliation;
import im.balcony.protocol.xep.muc.RoomOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Invitations to the channel that are handed on by who asked for them (XEP-0407 section 6). The
 * channel keeps none: it knows its own again by their tokens.
 */
final class ChannelInvitations {
  private final Hall hall;
  private final PeopleChanges changes;

  ChannelInvitations(Hall hall, PeopleChanges changes) {
    this.hall = hall;
    this.changes = changes;
  }

  void asked(Iq iq, Jid from, Jid invitee) {
    var inviter = from.bare();
    if (!mayInvite(inviter)) {
      hall.refuse(iq, StanzaError.forbidden());
    } else if (hall.affiliationOf(invitee) == Affiliation.OUTCAST) {
      hall.refuse(iq, StanzaError.notAllowed());
    } else {
      var token = InvitationToken.of(hall.room().secret(), inviter, invitee, micros(hall.now()));
      var invitation = new MixInvitation(inviter, invitee, hall.address(), token);
      hall.answer(iq, MixMisc.invited(invitation));
    }
  }

  private static long micros(Instant at) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at);
  }

  /** Admins, and participants where the owner lets them, or where everybody is allowed. */
  private boolean mayInvite(Jid account) {
    return hall.affiliationOf(account).isAtLeast(Affiliation.ADMIN)
        || (hall.participantOf(account) != null
            && (!hall.config().isOn(RoomOption.MEMBERS_ONLY)
                || hall.config().isOn(RoomOption.MEMBERS_INVITE)));
  }

  /**
   * Whether this lets the account in: it was given for it, lately, by who may still invite, and the
   * account was not sent away since.
   */
  boolean isGood(Jid account, @Nullable MixInvitation invitation) {
    if (invitation == null
        || !invitation.channel().equals(hall.address())
        || !invitation.invitee().equals(account)
        || !mayInvite(invitation.inviter())) {
      return false;
    }
    var given = InvitationToken.givenMicros(hall.room().secret(), invitation);
    return given.isPresent()
        && micros(hall.now()) - given.getAsLong()
            <= hall.settings().invitationMax().toNanos() / 1_000
        && given.getAsLong() > lastDismissed(account);
  }

  /** When it was a member for the last time; 0 for never. */
  private long lastDismissed(Jid account) {
    return hall.room().times().endOf(account.toString());
  }

  /** Section 6: the channel allows who comes with a good invitation. */
  Optional<StanzaError> admit(Jid account, MixInvitation invitation) {
    return changes.admit(invitation.inviter(), account, null, Note.NONE, () -> {});
  }
}
