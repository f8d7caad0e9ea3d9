package im.balcony.edge.keys;

import im.balcony.actors.WireMessage;

/**
 * How far the rotation of the master key is.
 *
 * @param wrapped data keys that got a new wrapping so far
 * @param problem why it failed; empty otherwise
 */
public record RotationState(Phase phase, int wrapped, String problem) implements WireMessage {

  /** Of the last rotation that the one asked knows of. */
  public enum Phase {
    NONE,
    RUNNING,
    DONE,
    FAILED
  }

  static final RotationState NONE = new RotationState(Phase.NONE, 0, "");

  static RotationState running(int wrapped) {
    return new RotationState(Phase.RUNNING, wrapped, "");
  }

  static RotationState done(int wrapped) {
    return new RotationState(Phase.DONE, wrapped, "");
  }

  static RotationState failed(int wrapped, String problem) {
    return new RotationState(Phase.FAILED, wrapped, problem);
  }
}
