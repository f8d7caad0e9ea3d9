package im.balcony.persistence.memory;

import im.balcony.persistence.archive.Note;
import im.balcony.persistence.archive.NotesTable;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Sweeper notes that live as long as this process. */
public final class InMemoryNotesTable implements NotesTable {
  private record Key(int shard, long epochHour, String entityId, String subject) {}

  private final ConcurrentMap<Key, Note> notes = new ConcurrentHashMap<>();

  @Override
  public CompletionStage<Void> write(Note note) {
    notes.put(key(note), note);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<Void> remove(Note note) {
    notes.remove(key(note));
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<List<Long>> hours(int shard) {
    return CompletableFuture.completedFuture(
        notes.keySet().stream()
            .filter(key -> key.shard() == shard)
            .map(Key::epochHour)
            .distinct()
            .sorted()
            .toList());
  }

  @Override
  public CompletionStage<List<Note>> read(int shard, long epochHour) {
    return CompletableFuture.completedFuture(
        notes.values().stream()
            .filter(note -> note.shard() == shard && note.epochHour() == epochHour)
            .toList());
  }

  @Override
  public CompletionStage<Void> removeBucket(int shard, long epochHour) {
    notes.keySet().removeIf(key -> key.shard() == shard && key.epochHour() == epochHour);
    return CompletableFuture.completedFuture(null);
  }

  private static Key key(Note note) {
    return new Key(note.shard(), note.epochHour(), note.entityId(), note.subject());
  }
}
