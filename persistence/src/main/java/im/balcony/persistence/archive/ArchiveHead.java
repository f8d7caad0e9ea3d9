package im.balcony.persistence.archive;

import im.balcony.persistence.event.index.InboxRows;
import im.balcony.persistence.event.index.LiveCalls;
import java.util.List;

/**
 * Where an account's archive stands: the committed state of its index, as its User knows it when a
 * query comes. Nothing above it is read.
 */
public interface ArchiveHead {

  /** Whose archive it is, as the {@link ExceptionsTable} names it: the account's incarnation. */
  String incarnation();

  /** The persistence id of the index. */
  String indexLog();

  /** The account's stamp: the id of its last change, 0 for none. */
  long stamp();

  /** The account's conversations. */
  InboxRows inbox();

  /** The calls that were made to the account lately. */
  LiveCalls calls();

  /** The last committed sequence number of the index, 0 for an empty archive. */
  long sequenceNr();

  /** A sequence number at or before which no entry is missed that has an id up to this one. */
  long sequenceNrBefore(long archiveId);

  /** A sequence number from which on all entries have greater ids; may be above the last one. */
  long sequenceNrAfter(long archiveId);

  /**
   * Up to which version of a conversation's log the owner took everything of this type out of the
   * archive, 0 for nothing.
   */
  long clearedUpTo(String log, String type);

  /** The conversations with this bare JID, oldest first; several when the name was given anew. */
  List<ConversationHead> conversationsWith(String bareJid);

  /**
   * @param log the conversation's persistence id
   * @param version up to which the account's archive holds it
   */
  record ConversationHead(String log, long version) {}
}
