package im.balcony.actors.user;

import akka.actor.typed.ActorRef;
import im.balcony.actors.WireMessage;
import im.balcony.actors.call.CallId;
import im.balcony.actors.call.CallOutcome;
import im.balcony.actors.conversation.ConversationEntry;
import im.balcony.actors.conversation.ConversationId;
import im.balcony.actors.port.ClientTokens;
import im.balcony.actors.room.RoomNews;
import im.balcony.actors.room.Whisper;
import im.balcony.actors.session.Delivery;
import im.balcony.actors.session.Marks;
import im.balcony.actors.session.SessionCommand;
import im.balcony.actors.session.SessionId;
import im.balcony.actors.session.SessionMemory;
import im.balcony.actors.session.SessionMove;
import im.balcony.actors.session.SessionOrigin;
import im.balcony.persistence.event.account.StoredScramKeys;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Message;
import im.balcony.protocol.stanza.Stanza;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;

/**
 * What an account's User is asked for. Public records cross nodes; the entity adds private ones.
 */
public interface UserCommand {

  /**
   * A session makes itself known: after bind, after resumption, and again to a new incarnation of
   * the User. State that only memory holds (presence, carbons) comes with it.
   *
   * @param origin how the session came to be
   * @param nextNumber number of the first inbound stanza that is not confirmed yet
   * @param memory as the User's last incarnation told it ({@code SessionCommand.Remember}), {@link
   *     SessionMemory#NONE} for a new session
   */
  record RegisterSession(
      SessionId session,
      Jid fullJid,
      ActorRef<SessionCommand> ref,
      SessionOrigin origin,
      long nextNumber,
      Marks marks,
      boolean inactive,
      SessionMemory memory)
      implements UserCommand, WireMessage {}

  /**
   * The session has lost its connection, or has one again: whoever may come back (XEP-0198) is
   * woken meanwhile.
   *
   * @param unacknowledged whether it was sent something of the archive that it has not acknowledged
   */
  record SessionSilent(SessionId session, boolean silent, boolean unacknowledged)
      implements UserCommand, WireMessage {}

  /**
   * The session is to go on at the edge that {@code to} is of: its client has come there, or its
   * own edge is about to stop.
   */
  record MoveSession(SessionId session, ActorRef<SessionMove> to)
      implements UserCommand, WireMessage {}

  /** Stanzas from one session, in order, one batch outstanding, numbered from firstNumber on. */
  record Submit(SessionId session, long firstNumber, List<Stanza> stanzas, Marks marks)
      implements UserCommand, WireMessage {}

  /**
   * The session is over (closed, or its resumption window passed); what the client never
   * acknowledged comes back.
   */
  record EndSession(SessionId session, List<Delivery> unacknowledged)
      implements UserCommand, WireMessage {}

  /**
   * May this sender start or go on with a conversation? Answered by {@code
   * ConversationCommand.Admission}.
   */
  record Admit(ConversationId conversation, Jid sender) implements UserCommand, WireMessage {}

  /**
   * Entries for this participant, in order of version; answered by {@code
   * ConversationCommand.Indexed}.
   *
   * @param log the conversation's persistence id: versions count within it
   * @param incarnation which life of the account the entries are for; another one inherits nothing
   * @param repeated whether an earlier incarnation of the User may have seen some of them
   */
  record DeliverEntries(
      ConversationId conversation,
      String log,
      String incarnation,
      long admissionEpoch,
      boolean repeated,
      List<ConversationEntry> entries)
      implements UserCommand, WireMessage {}

  /**
   * Entries for a participant of another server, in order of version; answered by {@code
   * ConversationCommand.Indexed} when they are with that server, or came back.
   *
   * @param confirmed up to where they are known to be
   */
  record PassEntries(ConversationId conversation, long confirmed, List<ConversationEntry> entries)
      implements UserCommand, WireMessage {}

  /**
   * A stanza that somebody of another server sends; asked again until it is answered by {@link
   * RemoteSettled}.
   *
   * @param arrival names the stanza among all that come by this server's streams
   */
  record RemoteStanza(String arrival, Stanza stanza, ActorRef<RemoteSettled> replyTo)
      implements UserCommand, WireMessage {}

  /** A stanza of another server is durable, refused or on its way: that server may be told. */
  record RemoteSettled(String arrival) implements WireMessage {}

  /** The conversation does not take a message; the sender's session gets the error. */
  record SendRefused(ConversationId conversation, SessionId session, long number, StanzaError error)
      implements UserCommand, WireMessage {}

  /**
   * The message was stored before, under another submission, and is confirmed by now: this one is
   * settled and adds nothing (I3).
   *
   * @param log the conversation's persistence id
   * @param version of the stored message, 0 for one that is not stored
   */
  record SendSettled(
      ConversationId conversation, SessionId session, long number, String log, long version)
      implements UserCommand, WireMessage {}

  /** A room has answered all that it was handed over under this number, and it is durable. */
  record RoomTook(Jid room, long batch) implements UserCommand, WireMessage {}

  /**
   * A private message of a room, for what stands for the room among accounts; answered by {@code
   * RoomCommand.WhisperKept}, and given again until then.
   */
  record KeepWhisper(Whisper whisper) implements UserCommand, WireMessage {}

  /** A room asks which sessions of the account are in it: {@code RoomCommand.Here}. */
  record WhoIsIn(Jid room) implements UserCommand, WireMessage {}

  /** A session is no longer in a room, whoever wanted it so. */
  record RoomLeft(Jid room, SessionId session) implements UserCommand, WireMessage {}

  /** A room says how it stands for the account; answered by {@code RoomCommand.HeadTaken}. */
  record RoomStands(Jid room, RoomNews news) implements UserCommand, WireMessage {}

  /**
   * The answer to {@code RoomCommand.FindContent}.
   *
   * @param log of the room's life
   * @param number among its contents
   */
  record ContentFound(Jid room, String log, long number, long id)
      implements UserCommand, WireMessage {}

  /**
   * A call has noted what it was told under this number, and it is durable.
   *
   * @param outcome what became of it
   */
  record CallNoted(CallId call, long ticket, CallOutcome outcome)
      implements UserCommand, WireMessage {}

  /**
   * A call of this account is over: its record is to be stored in the conversation, once; answered
   * by {@code CallCommand.Recorded}.
   *
   * @param record from this account to the other party
   */
  record WriteCallRecord(CallId call, Message record) implements UserCommand, WireMessage {}

  /** Marks commands that never leave the entity's node. */
  interface Local extends UserCommand {}

  /** A presence, IQ or error from another account or service for this account (bare or full). */
  record Route(Stanza stanza) implements UserCommand, WireMessage {}

  /**
   * Something happened to a node of a contact that may be seen by this account (XEP-0163 4.3).
   *
   * @param to this account, or the one of its clients that asked for last items
   */
  record NodeNotice(Jid account, Jid to, String node, XmlElement message)
      implements UserCommand, WireMessage {}

  /**
   * A contact's client has come: the last items of these nodes are wanted.
   *
   * @param subscriber the client's full JID
   */
  record AskLastItems(Jid account, Jid subscriber, List<String> nodes)
      implements UserCommand, WireMessage {}

  /** Makes the account; answered by Done or AddressTaken. */
  record OpenAccount(List<StoredScramKeys> keys, ActorRef<AccountReply> replyTo)
      implements UserCommand, WireMessage {}

  /** Replaces the keys; answered by Done or NoSuchAccount. */
  record ChangeKeys(List<StoredScramKeys> keys, ActorRef<AccountReply> replyTo)
      implements UserCommand, WireMessage {}

  /**
   * Keys of one more mechanism for the password that is valid (XEP-0480); answered by Done or
   * NoSuchAccount. Where there are keys of the mechanism already nothing changes: whoever set them
   * meanwhile, with another password perhaps, came later than the login that this belongs to.
   */
  record AddKeys(StoredScramKeys keys, ActorRef<AccountReply> replyTo)
      implements UserCommand, WireMessage {}

  /** Ends the account and its sessions; answered by Done or NoSuchAccount. */
  record CloseAccount(ActorRef<AccountReply> replyTo) implements UserCommand, WireMessage {}

  /** Asks for the stored keys; answered by Keys or NoSuchAccount. */
  record GetKeys(ActorRef<AccountReply> replyTo) implements UserCommand, WireMessage {}

  /** A client has proved the account's password; answered by ClientNoted or NoSuchAccount. */
  record NoteClient(ClientTokens.Client client, ActorRef<AccountReply> replyTo)
      implements UserCommand, WireMessage {}

  /**
   * A client would log in by its token (XEP-0484); answered by TokenAccepted, TokenRefused or
   * NoSuchAccount.
   */
  record UseToken(
      ClientTokens.Client client, ClientTokens.Proof proof, ActorRef<AccountReply> replyTo)
      implements UserCommand, WireMessage {}

  /**
   * The sweeper has found the note that devices of this account are to be told something.
   *
   * @param noteShard where the note stands, with its hour
   * @param since microseconds since 1970: what came to the archive before is not owed
   */
  record FinishPushes(int noteShard, long noteHour, long since)
      implements UserCommand, WireMessage {}

  /** The shard wants the entity gone: it stops at once. */
  record Stop() implements UserCommand, WireMessage {}
}
