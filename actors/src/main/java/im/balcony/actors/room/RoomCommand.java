package im.balcony.actors.room;

import akka.actor.typed.ActorRef;
import im.balcony.actors.WireMessage;
import im.balcony.actors.session.SessionCommand;
import im.balcony.actors.session.SessionId;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Stanza;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

  /**
   * An account's User has come, or its bookmarks have changed; answered by {@link
   * Occupants#stands}.
   *
   * @param incarnation which life of the account it is
   * @param bookmarked whether the account wants to follow the room by a bookmark (XEP-0402)
   * @param ask comes back with the answer
   */
  record Follow(Jid account, String incarnation, boolean bookmarked, long ask)
      implements RoomCommand, WireMessage {}

  /**
   * An account has durably what it was told under this number.
   *
   * @param keeps false when it does not follow the room, or is another life of the account
   * @param listening whether there is anybody to be told more, before it asks itself
   */
  record HeadTaken(Jid account, String incarnation, long ticket, boolean keeps, boolean listening)
      implements RoomCommand, WireMessage {}

  /**
   * Which content has this id in the room's archive; answered by {@link Occupants#found} if there
   * is one that the account may see.
   */
  record FindContent(Jid account, long id) implements RoomCommand, WireMessage {}

  /**
   * An account's User asks of the room as a channel, in the account's name, or the service does
   * (XEP-0369); asked again until it is answered.
   *
   * @param account bare JID
   */
  record AskAsAccount(Jid account, XmlElement request, ActorRef<ChannelAnswer> replyTo)
      implements RoomCommand, WireMessage {}

  /**
   * The answer to {@link Occupants#keep}.
   *
   * @param refusal why the account does not take it; null when it is in its archive
   */
  record WhisperKept(String key, boolean sent, @Nullable StanzaError refusal)
      implements RoomCommand, WireMessage {}

  /** Marks commands that never leave the entity's node. */
  interface Local extends RoomCommand {}
}
