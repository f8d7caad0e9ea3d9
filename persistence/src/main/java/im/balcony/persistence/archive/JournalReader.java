package im.balcony.persistence.archive;

import im.balcony.persistence.seal.SealedEvent;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Bounded reads of a log that bypass its persistent actor.
 *
 * <p>Where two writers wrote under one sequence number, the row is given that the journal's replay
 * filter would keep. Events above the version that the log's actor has committed are not to be
 * asked for: whether they count is not decided yet. {@code Long.MAX_VALUE} as end means what is
 * there now, at the price of another query or two.
 */
public interface JournalReader {

  /** The events with {@code fromSequenceNr <= n <= toSequenceNr}, at most {@code limit}. */
  CompletionStage<List<Sequenced<SealedEvent>>> read(
      String persistenceId, long fromSequenceNr, long toSequenceNr, int limit, Direction direction);

  /** The highest sequence number stored, not below what the caller knows; 0 for an empty log. */
  CompletionStage<Long> highest(String persistenceId, long knownSequenceNr);
}
