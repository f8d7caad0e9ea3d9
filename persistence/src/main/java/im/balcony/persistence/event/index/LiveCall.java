package im.balcony.persistence.event.index;

import java.time.Instant;

/**
 * A call that somebody made to this account lately.
 *
 * @param peer the bare JID of who calls
 * @param conversation the persistence id of the conversation that holds the proposal
 * @param version of the proposal there
 * @param archiveId of the proposal in this account
 * @param over whether it was taken, refused or given up
 * @param until when its devices have to stop to ring
 */
public record LiveCall(
    String peer,
    String conversation,
    long version,
    long archiveId,
    String sessionId,
    boolean over,
    Instant at,
    Instant until) {

  boolean isOf(IndexEvent.CallNoted noted) {
    return conversation.equals(noted.conversation()) && sessionId.equals(noted.sessionId());
  }

  LiveCall ended() {
    return new LiveCall(peer, conversation, version, archiveId, sessionId, true, at, until);
  }

  /** Whether a device that comes now has to ring. */
  public boolean isLive(Instant now) {
    return !over && now.isBefore(until);
  }
}
