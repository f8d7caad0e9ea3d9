package im.balcony.persistence.event.account;

import java.time.Instant;

/**
 * What rooms have passed on to an account that was not there (XEP-0045 section 7.8.2). On disk for
 * ever: see EventManifests before changing.
 */
public sealed interface InvitationEvent extends AccountEvent.OfInvitations {
  <S> S fold(Fold<S> fold);

  @Override
  default <S> S fold(AccountEvent.Fold<S> fold) {
    return fold.on(this);
  }

  /**
   * An invitation waits; an earlier one to the same room does no more.
   *
   * @param room bare JID
   * @param stanzaXml the message as the room sent it
   */
  record InvitationKept(String room, byte[] stanzaXml, Instant at) implements InvitationEvent {
    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /** A client was shown all that waited. */
  record InvitationsShown() implements InvitationEvent {
    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /** One case per event: a new event does not compile until every fold has an answer for it. */
  interface Fold<S> {
    S on(InvitationKept event);

    S on(InvitationsShown event);
  }
}
