package im.balcony.actors.conversation;

import im.balcony.actors.session.SessionId;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.StanzaError;
import java.util.List;

/** How a conversation speaks to its participants' Users; nothing here waits or promises arrival. */
public interface Participants {

  /** Asks the account's User whether this sender may write to it. */
  void admit(Jid account, ConversationId conversation, Jid sender);

  void deliver(Jid account, Batch batch);

  /** Gives a participant of another server what happened; confirmed as what was delivered is. */
  void pass(Jid account, Passing passing);

  void refuse(
      Jid account, ConversationId conversation, SessionId session, long number, StanzaError error);

  void settle(Jid account, Repeated repeated);

  /**
   * A submission that adds nothing.
   *
   * @param version of the stored message, 0 for one that was passed on without being stored
   */
  record Repeated(
      ConversationId conversation, String log, SessionId session, long number, long version) {}

  /**
   * Entries for one address of another server, in order of version.
   *
   * @param confirmed what it has confirmed up to now
   */
  record Passing(ConversationId conversation, long confirmed, List<ConversationEntry> entries) {}

  /** Entries for one account, in order of version. */
  record Batch(
      ConversationId conversation,
      String log,
      String incarnation,
      long admissionEpoch,
      boolean repeated,
      List<ConversationEntry> entries) {}
}
