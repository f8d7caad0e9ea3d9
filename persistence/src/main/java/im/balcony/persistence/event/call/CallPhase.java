package im.balcony.persistence.event.call;

/** How far a call is. Names are on disk: they stay. */
public enum CallPhase {
  /** Nothing is known of it. */
  NONE,
  /** The devices of the responder are asked. */
  PROPOSED,
  /** At least one of them rings. */
  RINGING,
  /** One of them takes it; no other one can any more. */
  TAKEN,
  /** The session was offered to a device (session-initiate). */
  OFFERED,
  /** The session was accepted: both may talk. */
  CONNECTED,
  ENDED;

  /** Whether a device may still take it. */
  public boolean isOpen() {
    return this == PROPOSED || this == RINGING;
  }

  /** Whether it goes on. */
  public boolean isLive() {
    return this != NONE && this != ENDED;
  }
}
