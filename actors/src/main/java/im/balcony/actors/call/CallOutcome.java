package im.balcony.actors.call;

/** What a call makes of a fact. */
public enum CallOutcome {
  /** It is known now, or was, or changes nothing. */
  NOTED,
  /** Another device of the responder has taken the call first. */
  TAKEN_ELSEWHERE,
  /** The session id belongs to another call between both, or to one that is over. */
  ID_IN_USE
}
