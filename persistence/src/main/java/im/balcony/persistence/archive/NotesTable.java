package im.balcony.persistence.archive;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** Notes for the sweeper, in buckets of (shard, hour) that are removed whole when they are done. */
public interface NotesTable {

  /** Durable when done. A second note of the same entity and subject replaces the first. */
  CompletionStage<Void> write(Note note);

  CompletionStage<Void> remove(Note note);

  /** The hours for which this shard may have notes, oldest first. */
  CompletionStage<List<Long>> hours(int shard);

  CompletionStage<List<Note>> read(int shard, long epochHour);

  CompletionStage<Void> removeBucket(int shard, long epochHour);
}
