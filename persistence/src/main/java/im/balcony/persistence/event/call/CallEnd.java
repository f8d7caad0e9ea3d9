package im.balcony.persistence.event.call;

/** How a call came to its end. Names are on disk: they stay. */
public enum CallEnd {
  /** The responder did not want it (XEP-0353 3.5), or ended the session before it was accepted. */
  REJECTED,
  /** The initiator took it back (XEP-0353 3.3), or ended the session before it was accepted. */
  RETRACTED,
  /** Both had called at once, and this one gave way (XEP-0353 4.1). */
  GAVE_WAY,
  /** It was over for one of both (XEP-0353 3.7, XEP-0166 6.7). */
  FINISHED,
  /** Nothing that had to follow came in time. */
  TIMED_OUT,
  /** No device of the responder could be reached. */
  UNREACHABLE
}
