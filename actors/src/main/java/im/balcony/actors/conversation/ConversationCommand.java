package im.balcony.actors.conversation;

import im.balcony.actors.WireMessage;
import im.balcony.actors.session.SessionId;
import im.balcony.persistence.archive.MessagePlace;
import im.balcony.persistence.archive.Note;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.content.MessageEffect;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a conversation is asked for. Public records cross nodes; the entity adds private ones. */
public interface ConversationCommand {

  /**
   * A participant's User hands over messages, one batch outstanding, in order; repeated until each
   * item was answered by {@code UserCommand.DeliverEntries} (own copy) or {@code
   * UserCommand.SendRefused}.
   *
   * @param incarnation which life of the sender's account speaks
   * @param senderLastId the last archive id of the sender's account: proposals stay above it
   */
  record Send(Jid sender, String incarnation, long senderLastId, List<Item> items)
      implements ConversationCommand, WireMessage {}

  /**
   * @param originKey origin-id, else id plus payload hash: the key of I3
   * @param stored whether the message is archived (XEP-0313, XEP-0334)
   * @param effect what it does to the conversation, if it is stored
   * @param messageId how others name it; null when there is no name or the origin key says it
   * @param about the message that it is about, found by the sender's User; null when only the
   *     effect's target names it
   */
  record Item(
      SessionId session,
      long number,
      String originKey,
      Jid from,
      Jid to,
      String type,
      boolean stored,
      boolean copied,
      MessageEffect effect,
      @Nullable String messageId,
      @Nullable MessagePlace about,
      byte[] xml) {}

  /**
   * The recipient's User admits the conversation, or refuses it with an error for the sender; also
   * sent unasked when what a conversation was told before no longer holds.
   */
  record Admission(
      Jid account,
      String incarnation,
      long epoch,
      long lastArchiveId,
      @Nullable StanzaError refusal)
      implements ConversationCommand, WireMessage {}

  /**
   * A participant's index holds everything up to this version.
   *
   * @param lastArchiveId that account's last archive id
   */
  record Indexed(Jid account, long upToVersion, long lastArchiveId)
      implements ConversationCommand, WireMessage {}

  /** A participant's User misses versions from here on (a gap, or it was started anew). */
  record Repeat(Jid account, long fromVersion) implements ConversationCommand, WireMessage {}

  /** The account whose incarnation a conversation knows is no more: nothing is kept for it. */
  record AccountGone(Jid account, String incarnation) implements ConversationCommand, WireMessage {}

  /** The sweeper found a note: entries up to this version wait for that account's index. */
  record Wake(Jid account, int noteShard, long noteHour, long version)
      implements ConversationCommand, WireMessage {

    /** The note that it was found in. */
    public Note note(ConversationId conversation) {
      return new Note(noteShard, noteHour, conversation.entityId(), account.toString(), version);
    }
  }

  /** Marks commands that never leave the entity's node. */
  interface Local extends ConversationCommand {}
}
