package im.balcony.actors.call;

import im.balcony.actors.WireMessage;
import im.balcony.protocol.jid.Jid;

/** What a call is told. Public records cross nodes; the entity adds private ones. */
public interface CallCommand {

  /**
   * An account's User saw something; repeated until {@link CallParties#noted} answers, one
   * outstanding for each call. Both accounts tell what both saw: whichever comes second changes
   * nothing.
   *
   * @param account whose User it is
   * @param ticket the User's own number of it
   */
  record Tell(Jid account, long ticket, CallFact fact) implements CallCommand, WireMessage {}

  /**
   * The record is in the archives of both, or cannot get there: {@code
   * UserCommand.WriteCallRecord}.
   */
  record Recorded() implements CallCommand, WireMessage {}

  /** The sweeper found the note that says that the call has something to do. */
  record Wake(int noteShard, long noteHour) implements CallCommand, WireMessage {}

  /** Marks commands that never leave the entity's node. */
  interface Local extends CallCommand {}
}
