package im.balcony.actors.room;

import akka.actor.typed.ActorRef;
import im.balcony.actors.WireMessage;
import im.balcony.actors.session.SessionCommand;
import im.balcony.actors.session.SessionId;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Stanza;
import java.util.List;

/** What a room is asked for. Public records cross nodes; the entity adds private ones. */
public interface RoomCommand {
  /**
   * An account's User hands over what its sessions send to the room, one batch outstanding, in
   * order; repeated until it was answered by {@link Occupants#taken}.
   *
   * @param batch names the batch among those of this account
   */
  record Submit(Jid account, long batch, List<Item> items) implements RoomCommand, WireMessage {}

  /**
   * One stanza, its addresses set.
   *
   * @param session that sent it
   * @param ref where the session gets what the room says
   * @param originKey origin-id, else id plus payload hash: the key of I3
   */
  record Item(SessionId session, ActorRef<SessionCommand> ref, String originKey, Stanza stanza) {}

  /** The answer to {@link Occupants#ask}, and told when a session goes on at another edge. */
  record Here(Jid fullJid, SessionId session, ActorRef<SessionCommand> ref)
      implements RoomCommand, WireMessage {}

  /** An account's User answers in place of a client what another occupant asked of it. */
  record Answered(Stanza answer) implements RoomCommand, WireMessage {}

  /** Marks commands that never leave the entity's node. */
  interface Local extends RoomCommand {}
}
