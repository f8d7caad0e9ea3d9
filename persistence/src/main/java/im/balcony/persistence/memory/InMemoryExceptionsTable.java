package im.balcony.persistence.memory;

import im.balcony.persistence.archive.ArchiveException;
import im.balcony.persistence.archive.ExceptionsTable;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;

/** Exceptions that live as long as this process. */
public final class InMemoryExceptionsTable implements ExceptionsTable {
  private record View(String account, String conversation) {}

  private final ConcurrentMap<View, ConcurrentSkipListMap<Long, ArchiveException>> views =
      new ConcurrentHashMap<>();

  @Override
  public CompletionStage<Void> raise(
      String account, String conversation, long sequenceNr, long raisedArchiveId) {
    return mark(
        account,
        conversation,
        sequenceNr,
        at -> new ArchiveException(sequenceNr, raisedArchiveId, at.hidden(), at.rewrittenBy()));
  }

  @Override
  public CompletionStage<Void> hide(String account, String conversation, long sequenceNr) {
    return mark(
        account,
        conversation,
        sequenceNr,
        at -> new ArchiveException(sequenceNr, at.raisedId(), true, at.rewrittenBy()));
  }

  @Override
  public CompletionStage<Void> rewrite(
      String account, String conversation, long sequenceNr, long rewrittenBy) {
    return mark(
        account,
        conversation,
        sequenceNr,
        at -> new ArchiveException(sequenceNr, at.raisedId(), at.hidden(), rewrittenBy));
  }

  @Override
  public CompletionStage<SortedMap<Long, ArchiveException>> read(
      String account, String conversation, long fromSequenceNr, long toSequenceNr) {
    var view = views.get(new View(account, conversation));
    return CompletableFuture.completedFuture(
        view == null || fromSequenceNr > toSequenceNr
            ? new TreeMap<>()
            : new TreeMap<>(view.subMap(fromSequenceNr, true, toSequenceNr, true)));
  }

  private CompletionStage<Void> mark(
      String account,
      String conversation,
      long sequenceNr,
      UnaryOperator<ArchiveException> change) {
    views
        .computeIfAbsent(new View(account, conversation), view -> new ConcurrentSkipListMap<>())
        .merge(
            sequenceNr,
            change.apply(new ArchiveException(sequenceNr, null, false, null)),
            (before, fresh) -> change.apply(before));
    return CompletableFuture.completedFuture(null);
  }
}
