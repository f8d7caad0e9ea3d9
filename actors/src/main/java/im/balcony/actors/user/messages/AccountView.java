package im.balcony.actors.user.messages;

import im.balcony.actors.conversation.ConversationCommand;
import im.balcony.actors.conversation.ConversationEntry;
import im.balcony.actors.session.SessionId;
import im.balcony.persistence.event.index.Rewrite;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.StanzaError;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the message path asks of the account's User and tells it; called on the User's thread. */
public interface AccountView extends Submitter {

  /** Raised by every change of what {@link #refusalOf} answers (XEP-0191, quota). */
  long admissionEpoch();

  /** Why this sender may not write to the account, or null. */
  @Nullable StanzaError refusalOf(Jid senderBareJid);

  Visibility visibilityOf(ConversationEntry entry);

  /**
   * The entry's turn has come; what is archived is durable. Sessions, carbons and offline rules
   * (RFC 6121 section 8.5, XEP-0280, XEP-0160) are the User's.
   *
   * @param archiveId 0 when the entry is not in the archive
   * @param xml the stanza with its stanza-id (XEP-0359) when it is in the archive
   */
  void deliver(ConversationEntry entry, long archiveId, byte[] xml);

  /**
   * When devices have to stop to ring for a call that comes now; {@code now} when there is none
   * that could.
   */
  Instant ringsUntil(Instant now);

  /** This submission is settled; the session's count may go on when all before it are. */
  void settled(SessionId session, long number);

  /** These changes of what the archive held are durable, in the order of their numbers. */
  void rewritten(List<Rewrite> rewrites);

  /**
   * This submission repeats a message that is in the conversation's log.
   *
   * @param log the conversation's persistence id
   */
  void storedBefore(ConversationCommand.Item item, String log, long version);

  /** This submission was refused and is settled by that; the item holds the stanza. */
  void refused(ConversationCommand.Item item, StanzaError error);

  /** The calls above are over for now: what was collected for sessions is to be sent. */
  void flush();

  /** How an entry is treated by this account. */
  enum Visibility {
    /** Delivered and archived. */
    SHOWN,
    /** Delivered, but the owner does not archive it (XEP-0313 section 6). */
    DELIVERED_ONLY,
    /** Neither: blocked since it was admitted. */
    HIDDEN
  }
}
