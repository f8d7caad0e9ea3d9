package im.balcony.protocol.xep.jmi;

import java.util.Locale;
import java.util.Optional;

/** What a message says of a call (XEP-0353 section 3). */
public enum CallStep {
  /** Asks every device of the other to ring. */
  PROPOSE,
  /** A device rings. */
  RINGING,
  /** A device takes the call. */
  PROCEED,
  /**
   * The form of versions before 0.6: sent to the own bare JID so that the own other devices stop to
   * ring, and to the initiator.
   */
  ACCEPT,
  /** The responder does not take it, on any device. */
  REJECT,
  /** The initiator does not want it any more. */
  RETRACT,
  /** It is over for the sender. */
  FINISH;

  private final String elementName = name().toLowerCase(Locale.ROOT);

  public String elementName() {
    return elementName;
  }

  /** Whether a device that rings has to stop after it. */
  public boolean endsRinging() {
    return this != PROPOSE && this != RINGING;
  }

  static Optional<CallStep> of(String elementName) {
    for (var step : values()) {
      if (step.elementName.equals(elementName)) {
        return Optional.of(step);
      }
    }
    return Optional.empty();
  }
}
