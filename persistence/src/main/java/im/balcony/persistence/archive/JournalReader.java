package im.balcony.persistence.archive;

import im.balcony.persistence.seal.SealedEvent;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Bounded reads of a log that bypass its persistent actor.
 *
 * <p>Where two writers wrote under one sequence number, the row is given that the journal's replay
 * filter would keep. Events above the caller's known version are not to be asked for: whether they
 * count is not decided yet.
 */
public interface JournalReader {

  /** The events with {@code fromSequenceNr <= n <= toSequenceNr}, at most {@code limit}. */
  CompletionStage<List<Sequenced<SealedEvent>>> read(
      String persistenceId, long fromSequenceNr, long toSequenceNr, int limit, Direction direction);
}
