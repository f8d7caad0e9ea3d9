package im.balcony.actors.session;

import im.balcony.protocol.xep.sm.StanzaCount;

/**
 * The counting of one managed stream (XEP-0198 4): which acknowledgement the server owes, and when
 * it asks for one.
 */
final class AckCounters {
  private static final long NOTHING_OWED = -1;

  private boolean enabled;
  private int resumptionSeconds;
  private long receivedBefore;
  private long owedAt = NOTHING_OWED;
  private long given;
  private boolean requested;
  private int writtenSinceRequest;

  /**
   * Counting begins.
   *
   * @param received stanzas that came before and are not counted
   * @param seconds how long the stream can be resumed, 0 for not at all
   */
  void enable(long received, int seconds) {
    enabled = true;
    receivedBefore = received;
    given = received;
    resumptionSeconds = seconds;
  }

  /** What counting goes on with at another edge. */
  SessionState.Acks state() {
    return new SessionState.Acks(resumptionSeconds, receivedBefore, given);
  }

  /** Goes on with what was counted at another edge. */
  void goOn(SessionState.Acks state) {
    enable(state.receivedBefore(), state.resumptionSeconds());
    given = state.given();
  }

  /** Stanzas that came before counting began. */
  long receivedBefore() {
    return receivedBefore;
  }

  boolean isEnabled() {
    return enabled;
  }

  boolean isResumable() {
    return resumptionSeconds > 0;
  }

  int resumptionSeconds() {
    return resumptionSeconds;
  }

  /** The value of h for so many stanzas handled in all, modulo 2^32. */
  long h(long handled) {
    return StanzaCount.onTheWire(Math.max(0, handled - receivedBefore));
  }

  /** The client wants to know when everything received until now is handled. */
  void owe(long received) {
    owedAt = received;
  }

  boolean isOwing() {
    return owedAt != NOTHING_OWED;
  }

  /** Whether an acknowledgement goes out now, asked for or not. */
  boolean isDue(long handled, int everyStanzas) {
    return enabled && (isOwing() ? handled >= owedAt : handled - given >= everyStanzas);
  }

  /** An acknowledgement goes out; one that was given too early is followed by the whole one. */
  long give(long handled) {
    if (handled >= owedAt) {
      owedAt = NOTHING_OWED;
    }
    given = Math.max(given, handled);
    return h(handled);
  }

  void wrote() {
    writtenSinceRequest++;
  }

  boolean isRequestDue(int everyStanzas) {
    return enabled && !requested && writtenSinceRequest >= everyStanzas;
  }

  boolean isRequested() {
    return requested;
  }

  void request() {
    requested = true;
    writtenSinceRequest = 0;
  }

  void answered() {
    requested = false;
  }
}
