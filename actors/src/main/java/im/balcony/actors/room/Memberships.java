package im.balcony.actors.room;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Iq;
import im.balcony.protocol.stanza.Message;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.muc.Affiliation;
import im.balcony.protocol.xep.muc.Membership;
import im.balcony.protocol.xep.muc.MucItem;
import im.balcony.protocol.xep.muc.RoomOption;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;
import java.util.Optional;

/**
 * Registering with the room (XEP-0045 sections 7.10 and 9.9). Where anybody may enter and speak it
 * is granted at once; elsewhere it would open the room, so an admin who is in decides. The room
 * remembers no requests: an answer says all that it grants.
 */
final class Memberships {
  private final Hall hall;
  private final PeopleChanges changes;
  private final Following following;

  Memberships(Hall hall, PeopleChanges changes, Following following) {
    this.hall = hall;
    this.changes = changes;
    this.following = following;
  }

  /** The nickname that is kept for this account. */
  Optional<String> nickOf(Jid account) {
    var known = hall.room().affiliations().get(account.bare().toString());
    return known == null ? Optional.empty() : Optional.ofNullable(known.nick());
  }

  void asked(Iq iq, Jid from, XmlElement payload) {
    var affiliation = hall.affiliationOf(from);
    if (affiliation == Affiliation.OUTCAST
        || (affiliation == Affiliation.NONE && !hall.config().isOn(RoomOption.REGISTRATION))) {
      hall.refuse(iq, StanzaError.notAllowed());
    } else if (iq.type() == Iq.Type.GET) {
      hall.answer(
          iq,
          nickOf(from)
              .map(Membership::registered)
              .orElseGet(() -> Membership.form(hall.address().toString())));
    } else {
      Membership.read(payload)
          .ifPresentOrElse(
              request -> set(iq, from, affiliation, request),
              () -> hall.refuse(iq, StanzaError.badRequest()));
    }
  }

  private void set(Iq iq, Jid from, Affiliation affiliation, Membership request) {
    Optional<StanzaError> refusal;
    if (request instanceof Membership.Wish wish) {
      refusal = wished(iq, from, affiliation, wish.nick());
    } else {
      refusal =
          affiliation == Affiliation.NONE
              ? Optional.of(StanzaError.registrationRequired())
              : changes.dismiss(from, () -> reply(iq));
    }
    refusal.ifPresent(error -> hall.refuse(iq, error));
  }

  private Optional<StanzaError> wished(Iq iq, Jid from, Affiliation affiliation, String nick) {
    if (affiliation != Affiliation.NONE || isOpen()) {
      var refusal = changes.admit(from, from.bare(), nick, Note.NONE, () -> reply(iq));
      if (refusal.isEmpty()) {
        following.registered(from);
      }
      return refusal;
    }
    var unfit = hall.unfitNick(nick);
    if (unfit.isPresent() || hall.isTaken(nick, from)) {
      return Optional.of(unfit.orElseGet(StanzaError::conflict));
    }
    var admins =
        hall.occupancy().seats().stream()
            .filter(seat -> hall.affiliationOf(Hall.jidOf(seat)).isAtLeast(Affiliation.ADMIN))
            .toList();
    if (admins.isEmpty()) {
      return Optional.of(
          StanzaError.notAllowed()
              .withType(StanzaError.Type.WAIT)
              .withText("nobody is here who could allow it"));
    }
    var form = hall.face().form(Membership.approval(from.bare(), nick));
    hall.inTurn(
        () -> {
          hall.fanout().send(admins, form, true);
          reply(iq);
        });
    return Optional.empty();
  }

  /** XEP-0407 section 3: at once, or not at all. */
  Optional<StanzaError> keep(Jid from, String nick) {
    var affiliation = hall.affiliationOf(from);
    if (affiliation == Affiliation.OUTCAST
        || (affiliation == Affiliation.NONE
            && !(isOpen() && hall.config().isOn(RoomOption.REGISTRATION)))) {
      return Optional.of(StanzaError.notAllowed());
    }
    var refusal = changes.admit(from, from.bare(), nick, Note.NONE, () -> {});
    if (refusal.isEmpty()) {
      following.registered(from);
    }
    return refusal;
  }

  /** Whether a member may nothing that not everybody may. */
  private boolean isOpen() {
    var config = hall.config();
    return !config.isOn(RoomOption.MEMBERS_ONLY)
        && !config.isOn(RoomOption.MODERATED)
        && !config.isOn(RoomOption.PASSWORD_PROTECTED);
  }

  /** Section 9.9. */
  void decided(Message message, Jid from, Membership.Decision decision) {
    if (!hall.affiliationOf(from).isAtLeast(Affiliation.ADMIN)) {
      hall.refuse(message, StanzaError.forbidden());
    } else if (decision.allowed() && hall.affiliationOf(decision.account()) == Affiliation.NONE) {
      var member =
          new MucItem(Affiliation.MEMBER, null, decision.account(), decision.nick(), null, null);
      changes
          .make(from, List.of(member), () -> {})
          .ifPresentOrElse(
              refusal -> hall.refuse(message, refusal),
              () -> following.registered(decision.account()));
    }
  }

  private void reply(Iq iq) {
    hall.ports().occupants().route(iq.result(null));
  }
}
