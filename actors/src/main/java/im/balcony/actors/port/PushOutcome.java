package im.balcony.actors.port;

/** What a provider said to a notification. */
public enum PushOutcome {
  /** It takes it to the device, or it was too late for that. */
  ACCEPTED,
  /** The device is not reached by this token any more, and never will be. */
  GONE,
  /** Not now: too much at once, or the provider does not answer. */
  TRY_LATER,
  /** Too large, or otherwise not acceptable to the provider; the next one may be. */
  REFUSED
}
