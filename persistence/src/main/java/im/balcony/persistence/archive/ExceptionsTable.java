package im.balcony.persistence.archive;

import java.util.SortedMap;
import java.util.concurrent.CompletionStage;

/**
 * Exceptions of an account to what a conversation's log says; joined by every page, seek, replay.
 *
 * <p>Marks add up: a raised item that is hidden later is both.
 */
public interface ExceptionsTable {
  CompletionStage<Void> raise(
      String account, String conversation, long sequenceNr, long raisedArchiveId);

  CompletionStage<Void> hide(String account, String conversation, long sequenceNr);

  CompletionStage<Void> rewrite(
      String account, String conversation, long sequenceNr, long rewrittenBy);

  /** The exceptions with {@code fromSequenceNr <= n <= toSequenceNr}, by sequence number. */
  CompletionStage<SortedMap<Long, ArchiveException>> read(
      String account, String conversation, long fromSequenceNr, long toSequenceNr);
}
